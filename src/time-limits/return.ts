import type { TimeDecision } from './extension';

/** The four parts of an application to return an assignment (D5 (二)). */
export interface ReturnParts {
  reason: string;
  suggestedUnit: string;
  evidence: string;
  leaderOpinion: string;
}

/**
 * May the unit apply for a return (D5 (二))? Within the return limit of receipt (after it the assignment is deemed accepted), with all
 * four parts, and in principle not again after a rejection.
 */
export function decideReturn(input: {
  requestedAt: Date;
  returnDue: Date;
  previousRejected: number;
  parts: Partial<ReturnParts>;
}): TimeDecision {
  const refused = (rule: string, params: TimeDecision['params'] = {}): TimeDecision => ({
    code: 'refused',
    rule,
    reasonKey: `time-limits.${rule}`,
    params,
  });
  if (input.requestedAt.getTime() > input.returnDue.getTime()) {
    return refused('return-too-late');
  }
  if (input.previousRejected > 0) {
    return refused('return-only-once');
  }
  for (const part of ['reason', 'suggestedUnit', 'evidence', 'leaderOpinion'] as const) {
    if (!input.parts[part]?.trim()) {
      return refused('return-incomplete', { part });
    }
  }
  return {
    code: 'granted',
    rule: 'return-may-be-reviewed',
    reasonKey: 'time-limits.return-may-be-reviewed',
    params: {},
  };
}
