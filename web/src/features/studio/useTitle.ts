import { useTranslation } from 'react-i18next';
import type { Resource } from './studio.request';

/** What a diagram, table or form is called; a form has no title of its own, and is called as the task that it is for. */
export function useTitle(): (resource: Pick<Resource, 'kind' | 'id' | 'title'>) => string {
  const { t } = useTranslation();
  return ({ kind, id, title }) => title ?? (kind === 'form' ? t(`taskName.${id}`, { defaultValue: id }) : id);
}
