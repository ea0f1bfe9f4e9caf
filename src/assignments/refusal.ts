import { PROBLEMS, type ProblemCode } from '../problems/catalogue';
import { Problem } from '../problems/problem';

/** The problem that tells of a rule's refusal: its code is the rule's, its parameters are the decision's. */
export function refusalOf(decision: { rule: string; reasonKey: string; params: Record<string, unknown> }): Problem {
  const code = decision.rule in PROBLEMS ? (decision.rule as ProblemCode) : 'refused-by-rule';
  return new Problem(code, { ...decision.params, rule: decision.rule, reasonKey: decision.reasonKey });
}
