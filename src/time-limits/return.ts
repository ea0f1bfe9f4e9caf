import { decided, type TimeDecision } from './extension';
import { missingPart, type ReturnPart, type Statement } from './request-rules';

/**
 * May the unit apply for a return (D5 一(二))? Within the return limit of receipt (after it the assignment is deemed accepted), stating
 * what the profile asks for, and in principle not again after a rejection: a supervisor may allow it once more, stating why
 * (`allowedAgain`).
 */
export function decideReturn(input: {
  requestedAt: Date;
  returnDue: Date;
  /** The working days that made `returnDue`. */
  returnDays: number;
  previousRejected: number;
  /** So many rejected returns are the end of it. */
  rejections: number;
  allowedAgain?: boolean;
  /** Left out where only the rest is asked. */
  stated?: Statement<ReturnPart>;
}): TimeDecision {
  const { rejections, allowedAgain, stated } = input;
  if (input.previousRejected >= rejections && !allowedAgain) {
    return decided('refused', 'return-only-once', { rejections });
  }
  if (input.requestedAt.getTime() > input.returnDue.getTime() && !allowedAgain) {
    return decided('refused', 'return-too-late', { days: input.returnDays });
  }
  const part = stated && missingPart(stated);
  return part ? decided('refused', 'return-incomplete', { part }) : decided('granted', 'return-may-be-reviewed');
}
