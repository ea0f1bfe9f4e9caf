import { nextKey } from '../common/database';
import { invalidArgument, notFound } from '../common/problem';
import { keyOf } from '../definitions/deployments';
import { fromOperatonAll, toOperatonAll, type OperatonVariable } from '../operaton/variables';
import type { Routes } from './routes';

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

/** Decision evaluation. */
export const decisions: Routes = (router, { engine, pool }) => {
  router.post('/decision-definitions/evaluation', async (request) => {
    const body = request.body as { decisionDefinitionId?: string; variables?: Record<string, unknown> };
    if (!body.decisionDefinitionId) {
      throw invalidArgument('decisionDefinitionId is required');
    }
    const [decision] = await engine.get<DecisionRow[]>('/decision-definition', {
      key: body.decisionDefinitionId,
      latestVersion: true,
    });
    if (!decision) {
      throw notFound(
        `Expected to evaluate decision '${body.decisionDefinitionId}', but no decision found for id '${body.decisionDefinitionId}'`,
      );
    }
    const rules = await engine.post<Record<string, OperatonVariable>[]>(
      `/decision-definition/${encodeURIComponent(decision.id)}/evaluate`,
      { variables: toOperatonAll(body.variables) },
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
      decisionEvaluationKey: await nextKey(pool),
      evaluatedDecisions: [],
    };
  });
};
