import { useTranslation } from 'react-i18next';
import type { ArticleContent } from './knowledge.request';

/** From which day to which a version holds. */
export function Validity({ of: { validFrom, validTo } }: { of: Pick<ArticleContent, 'validFrom' | 'validTo'> }) {
  const { t } = useTranslation();
  return validTo ? t('knowledge.fromTo', { from: validFrom, to: validTo }) : t('knowledge.fromOn', { from: validFrom });
}
