import { type Database, LOCK, nextKey, underLock } from '../common/database';
import { rejection } from '../common/rejection';
import { DEFAULT_TENANT } from '../common/tenant';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { fromOperaton, fromOperatonAll, toOperatonAll, type OperatonVariable } from '../operaton/variables';
import type { EngineDatabase } from '../read/engine-database';
import { outputOf } from './output';
import { decisionKeyOf, requirementsKeyOf, type Decisions, type OperatonDecision } from './catalogue';

/** An evaluation as the engine's history keeps it. */
interface HistoricDecision {
  id: string;
  decisionDefinitionId: string;
  decisionDefinitionKey: string;
  decisionDefinitionName: string | null;
  /** What a table with an aggregator comes to; null where no rule hit, and of other decisions. */
  collectResultValue: number | null;
  inputs: (OperatonVariable & { clauseId: string; clauseName: string | null })[];
  outputs: (OperatonVariable & {
    clauseId: string | null;
    clauseName: string | null;
    ruleId: string | null;
    ruleOrder: number | null;
    variableName: string | null;
  })[];
}

/**
 * The last evaluations of a decision outside of processes, by an index of the gateway's. The engine's API would sort all that there ever
 * were for each of them; several may be of one millisecond.
 */
export const LATEST_OF_OWN = `SELECT id_ AS id FROM act_hi_decinst
  WHERE dec_def_id_ = $1 AND root_dec_inst_id_ IS NULL AND proc_inst_id_ IS NULL ORDER BY eval_time_ DESC LIMIT 20`;

/** Decision to be evaluated: by its key, or the latest version of an id. */
export interface Evaluation {
  decisionDefinitionId?: string;
  decisionDefinitionKey?: string;
  variables?: Record<string, unknown>;
}

/** How the plug-in says in which decision an evaluation failed, the one asked for or one that it requires, and why (its DecisionEngine). */
const FAILED_IN = /\[DECISION ([^[\]]+)\] (.*)/s;

/** Evaluation of decisions outside of processes. */
export class DecisionEvaluation {
  constructor(
    private readonly engine: OperatonClient,
    private readonly history: EngineDatabase,
    private readonly pool: Database,
    private readonly decisions: Decisions,
  ) {}

  /** Evaluates a decision. Throws NOT_FOUND for one that is not deployed; an evaluation that fails says why in its answer. */
  async evaluate(evaluation: Evaluation) {
    const decision = await this.decisionOf(evaluation);
    const answer = {
      decisionDefinitionId: decision.key,
      decisionDefinitionName: decision.name ?? decision.key,
      decisionDefinitionVersion: decision.version,
      decisionRequirementsId: await this.decisions.requirementsIdOf(decision),
      failedDecisionDefinitionId: '',
      failureMessage: '',
      tenantId: DEFAULT_TENANT,
      decisionDefinitionKey: decisionKeyOf(decision.id),
      decisionRequirementsKey: requirementsKeyOf(decision),
    };
    try {
      const { output, instances } = await this.run(decision, evaluation.variables);
      const key = instances[0]?.id ?? (await nextKey(this.pool));
      return {
        ...answer,
        output: JSON.stringify(output),
        decisionEvaluationKey: key,
        decisionInstanceKey: key,
        evaluatedDecisions: await Promise.all(instances.map((instance) => this.evaluated(instance))),
      };
    } catch (error) {
      if (!(error instanceof OperatonError)) {
        throw error;
      }
      const key = await nextKey(this.pool);
      const [, failed = decision.key, reason = error.message] = FAILED_IN.exec(error.message) ?? [];
      return {
        ...answer,
        output: 'null',
        failedDecisionDefinitionId: failed,
        failureMessage: `Expected to evaluate decision '${decision.key}', but ${reason}`,
        decisionEvaluationKey: key,
        decisionInstanceKey: key,
        evaluatedDecisions: [],
      };
    }
  }

  private async decisionOf({
    decisionDefinitionId: id,
    decisionDefinitionKey: key,
  }: Evaluation): Promise<OperatonDecision> {
    if (!key && !id) {
      throw rejection(
        'EVALUATE',
        'INVALID_ARGUMENT',
        'Expected either a decision id or a valid decision key, but none provided',
      );
    }
    const decision = key ? await this.decisions.byKey(key) : await this.decisions.latest(id!);
    if (!decision) {
      throw rejection(
        'EVALUATE',
        'NOT_FOUND',
        key
          ? `Expected to evaluate decision with key '${key}', but no decision found for key '${key}'`
          : `Expected to evaluate decision '${id}', but no decision found for id '${id}'`,
      );
    }
    return decision;
  }

  /** The engine does not say which evaluation in its history was ours, so of one decision they go one after the other. */
  private async run(decision: OperatonDecision, variables: Record<string, unknown> | undefined) {
    const { rules, root } = await underLock(this.pool, LOCK.evaluation, decision.id, async () => ({
      rules: await this.engine.post<Record<string, OperatonVariable>[]>(
        `/decision-definition/${encodeURIComponent(decision.id)}/evaluate`,
        { variables: toOperatonAll(variables) },
      ),
      root: await this.latestOf(decision.id),
    }));
    return {
      output: outputOf(rules.map(fromOperatonAll), await this.decisions.resultOf(decision)),
      instances: root === undefined ? [] : await this.instancesOf(root),
    };
  }

  /** The last evaluation of a decision outside of processes. */
  private async latestOf(definitionId: string): Promise<string | undefined> {
    const { rows }: { rows: { id: string }[] } = await this.history.query(LATEST_OF_OWN, [definitionId]);
    return rows.map(({ id }) => id).sort((one, other) => Number(BigInt(other) - BigInt(one)))[0];
  }

  /** An evaluation: the decision itself first, then those that it required. */
  private async instancesOf(root: string): Promise<HistoricDecision[]> {
    const all = await this.engine.get<HistoricDecision[]>('/history/decision-instance', {
      rootDecisionInstanceId: root,
      includeInputs: true,
      includeOutputs: true,
      disableCustomObjectDeserialization: true,
    });
    return all.sort((one, other) => Number(other.id === root) - Number(one.id === root));
  }

  private async evaluated(instance: HistoricDecision) {
    const rules = new Map<string, HistoricDecision['outputs']>();
    for (const output of instance.outputs.filter(({ ruleId }) => ruleId)) {
      rules.set(output.ruleId!, [...(rules.get(output.ruleId!) ?? []), output]);
    }
    return {
      decisionDefinitionId: instance.decisionDefinitionKey,
      decisionDefinitionName: instance.decisionDefinitionName ?? instance.decisionDefinitionKey,
      decisionDefinitionVersion: await this.decisions.versionOf({
        id: instance.decisionDefinitionId,
        key: instance.decisionDefinitionKey,
      }),
      decisionDefinitionType: instance.outputs.some(({ ruleId }) => !ruleId) ? 'LITERAL_EXPRESSION' : 'DECISION_TABLE',
      output: JSON.stringify(
        outputOf(
          (rules.size > 0 ? [...rules.values()] : instance.outputs.map((output) => [output])).map((outputs) =>
            Object.fromEntries(
              outputs.map((output) => [output.variableName ?? output.clauseId ?? '', fromOperaton(output)]),
            ),
          ),
          await this.decisions.resultOf({ id: instance.decisionDefinitionId, key: instance.decisionDefinitionKey }),
          instance.collectResultValue,
        ),
      ),
      tenantId: DEFAULT_TENANT,
      decisionDefinitionKey: decisionKeyOf(instance.decisionDefinitionId),
      decisionEvaluationInstanceKey: instance.id,
      evaluatedInputs: instance.inputs.map((input) => ({
        inputId: input.clauseId,
        inputName: input.clauseName ?? input.clauseId,
        inputValue: JSON.stringify(fromOperaton(input)),
      })),
      matchedRules: [...rules].map(([ruleId, outputs]) => ({
        ruleId,
        ruleIndex: outputs[0]?.ruleOrder ?? 0,
        evaluatedOutputs: outputs.map((output) => ({
          outputId: output.clauseId ?? '',
          outputName: output.clauseName ?? output.variableName ?? '',
          outputValue: JSON.stringify(fromOperaton(output)),
        })),
      })),
    };
  }
}
