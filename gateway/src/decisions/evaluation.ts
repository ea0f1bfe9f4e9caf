import type { Pool } from 'pg';
import { nextKey } from '../common/database';
import { rejection } from '../common/rejection';
import { keyOf } from '../definitions/deployments';
import type { OperatonClient } from '../operaton/client';
import { fromOperatonAll, toOperatonAll, type OperatonVariable } from '../operaton/variables';

interface DecisionRow {
  id: string;
  key: string;
  name: string | null;
  version: number;
  decisionRequirementsDefinitionId: string | null;
  decisionRequirementsDefinitionKey: string | null;
}

/** One output: its value; several: a context; no rule: null; several rules: a list (as the engine plug-in does in processes). */
function outputOf(rules: Record<string, OperatonVariable>[]): unknown {
  const values = rules.map((rule) => {
    const entries = Object.entries(fromOperatonAll(rule));
    return entries.length === 1 ? entries[0]![1] : Object.fromEntries(entries);
  });
  return values.length > 1 ? values : (values[0] ?? null);
}

/** Evaluation of decisions outside of processes. */
export class DecisionEvaluation {
  constructor(
    private readonly engine: OperatonClient,
    private readonly pool: Pool,
  ) {}

  /** Evaluates the latest version of a decision. Throws NOT_FOUND for an id that is not deployed. */
  async evaluate(decisionId: string, variables: Record<string, unknown> | undefined): Promise<object> {
    const [decision] = await this.engine.get<DecisionRow[]>('/decision-definition', {
      key: decisionId,
      latestVersion: true,
    });
    if (!decision) {
      throw rejection(
        'EVALUATE',
        'NOT_FOUND',
        `Expected to evaluate decision '${decisionId}', but no decision found for id '${decisionId}'`,
      );
    }
    const rules = await this.engine.post<Record<string, OperatonVariable>[]>(
      `/decision-definition/${encodeURIComponent(decision.id)}/evaluate`,
      { variables: toOperatonAll(variables) },
    );
    return {
      decisionDefinitionId: decision.key,
      decisionDefinitionName: decision.name ?? decision.key,
      decisionDefinitionVersion: decision.version,
      decisionRequirementsId: decision.decisionRequirementsDefinitionKey ?? decision.key,
      output: JSON.stringify(outputOf(rules)),
      failedDecisionDefinitionId: '',
      failureMessage: '',
      tenantId: '<default>',
      decisionDefinitionKey: keyOf(decision.id),
      decisionRequirementsKey: keyOf(decision.decisionRequirementsDefinitionId ?? decision.id),
      decisionEvaluationKey: await nextKey(this.pool),
      evaluatedDecisions: [],
    };
  }
}
