import { PROBLEMS, type ProblemCode } from '../problems/catalogue';
import { Problem } from '../problems/problem';
import type { RuleSource } from '../time-limits';

/** The problem that tells of a rule's refusal: its code is the rule's, its parameters are the decision's, `rule` its article. */
export function refusalOf(decision: {
  rule: string;
  source: RuleSource;
  reasonKey: string;
  params: Record<string, unknown>;
}): Problem {
  const code = decision.rule in PROBLEMS ? (decision.rule as ProblemCode) : 'refused-by-rule';
  return new Problem(
    code,
    { ...decision.params, rule: decision.rule, reasonKey: decision.reasonKey },
    { rule: { name: decision.rule, ...decision.source } },
  );
}
