import type { DecisionResult } from '../definitions/dmn';

/**
 * The shape that Zeebe gives a decision's result (as the engine plug-in does in processes, its DecisionShape). One output: its value;
 * several: a context; no rule: null; hit policies that collect: a list of these, however many there are.
 *
 * @param rules the outputs of each rule that hit, by their names; of a table with an aggregator also the one result itself
 * @param aggregate what a table with an aggregator came to, where the rules are those that hit
 */
export function outputOf(rules: Record<string, unknown>[], result: DecisionResult, aggregate?: number | null): unknown {
  if (result === 'aggregate' && aggregate !== undefined) {
    return aggregate;
  }
  const values = rules.map((outputs) => {
    const all = Object.values(outputs);
    return all.length === 1 ? all[0] : outputs;
  });
  return result === 'list' && values.length > 0 ? values : (values[0] ?? null);
}
