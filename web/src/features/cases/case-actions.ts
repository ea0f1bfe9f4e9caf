import type { Assignment, Principal } from '../../api/types';

/** What may be asked for beside the tasks of the process. */
export type Action =
  | 'supervision'
  | 'urge'
  | 'remarks'
  | 'return'
  | 'extension'
  | 'statutory-limit'
  | 'merge'
  | 'unmerge'
  | 'second-return';

/** Those that are asked for seldom: they stand behind one button. */
export const SELDOM: readonly Action[] = ['statutory-limit', 'merge', 'unmerge', 'second-return'];

const UNDER_WAY = ['issued', 'signed-in'];

/** The assignment that a return or an extension would be of: the one that who looks answers for. */
export const ownOf = (me: Principal, assignments: Assignment[]) =>
  assignments.find(({ unit, status }) => unit === (me.unit ?? me.bodyUnit) && UNDER_WAY.includes(status));

/** The assignment whose return was rejected, and may not be asked for again as it stands. */
export const rejectedOf = (assignments: Assignment[]) =>
  assignments.find(
    ({ status, returnsRejected, secondReturnAllowedBy }) =>
      UNDER_WAY.includes(status) && returnsRejected > 0 && !secondReturnAllowedBy,
  );

/** What somebody of a role may ask for about a case at a stage. */
export function actionsOf(me: Principal, assignments: Assignment[], stage: string): Action[] {
  if (me.role === 'oversight') return ['remarks'];
  if (stage === 'archived') return [];
  // a sub-platform's people ask for what was handed down to it, and the body above decides
  const handedDown: Action[] = ownOf(me, assignments) ? ['return', 'extension'] : [];
  const ofHotline: Action[] = ['urge', ...handedDown, 'statutory-limit', stage === 'following' ? 'unmerge' : 'merge'];
  if (me.role === 'agent') return ofHotline;
  if (me.role === 'supervisor')
    return ['supervision', ...ofHotline, ...(rejectedOf(assignments) ? (['second-return'] as const) : [])];
  if (me.role === 'leader' && !me.unit) return ['supervision'];
  return me.role === 'handler' ? handedDown : [];
}
