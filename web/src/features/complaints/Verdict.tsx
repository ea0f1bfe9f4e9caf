import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Complaint } from './complaints.request';

export const STATES = ['undecided', 'upheld', 'dismissed'] as const;
export type State = (typeof STATES)[number];
const COLORS = { undecided: 'orange', upheld: 'red', dismissed: 'default' };

/** Is it decided, and how? */
export const stateOf = ({ upheld }: Complaint): State =>
  upheld === null ? 'undecided' : upheld ? 'upheld' : 'dismissed';

/** The same as a mark. */
export function Verdict({ of: complaint }: { of: Complaint }) {
  const { t } = useTranslation();
  const state = stateOf(complaint);
  return <Tag color={COLORS[state]}>{t(`complaints.states.${state}`)}</Tag>;
}
