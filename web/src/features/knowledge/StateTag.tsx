import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ArticleState } from './knowledge.request';

const COLOURS = { draft: 'default', review: 'blue', published: 'green', withdrawn: 'red' } as const;

/** Where a version stands. */
export function StateTag({ state }: { state: ArticleState }) {
  const { t } = useTranslation();
  return <Tag color={COLOURS[state]}>{t(`knowledge.states.${state}`)}</Tag>;
}
