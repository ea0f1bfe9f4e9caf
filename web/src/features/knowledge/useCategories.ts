import { useTranslation } from 'react-i18next';
import type { Option } from '../../components/useRegistry';

/** The categories by their names. */
export function useCategories(): Option[] {
  const { t } = useTranslation();
  const names = t('category', { returnObjects: true }) as unknown as Record<string, string>;
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}
