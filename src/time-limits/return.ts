import { decided, type TimeDecision } from './extension';

/** The four parts of an application to return an assignment (D5 (二)). */
export interface ReturnParts {
  reason: string;
  suggestedUnit: string;
  evidence: string;
  leaderOpinion: string;
}

/**
 * May the unit apply for a return (D5 (二))? Within the return limit of receipt (after it the assignment is deemed accepted), with all
 * four parts, and in principle not again after a rejection: a supervisor may allow it once more, stating why (`allowedAgain`).
 */
export function decideReturn(input: {
  requestedAt: Date;
  returnDue: Date;
  previousRejected: number;
  allowedAgain?: boolean;
  parts: Partial<ReturnParts>;
}): TimeDecision {
  if (input.previousRejected > 0 && !input.allowedAgain) return decided('refused', 'return-only-once');
  if (input.requestedAt.getTime() > input.returnDue.getTime() && !input.allowedAgain) {
    return decided('refused', 'return-too-late');
  }
  for (const part of ['reason', 'suggestedUnit', 'evidence', 'leaderOpinion'] as const) {
    if (!input.parts[part]?.trim()) return decided('refused', 'return-incomplete', { part });
  }
  return decided('granted', 'return-may-be-reviewed');
}
