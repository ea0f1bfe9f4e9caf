import type { Pool } from 'pg';
import { requirementsOf, resultOfDecision, type DecisionResult } from '../definitions/dmn';
import type { EngineTables } from '../element-instances/lookup';
import type { OperatonClient } from '../operaton/client';

/** Operaton's decision definition, as REST gives it. */
export interface OperatonDecision {
  id: string;
  key: string;
  name: string | null;
  version: number;
  resource: string;
  deploymentId: string;
  decisionRequirementsDefinitionId: string | null;
  decisionRequirementsDefinitionKey: string | null;
}

/** Engine ids of decisions are `id:version:number`; a Camunda key is the number. */
export const decisionKeyOf = (id: string) => id.slice(id.lastIndexOf(':') + 1);

/** The key of a decision's requirements; a decision that stands alone is its own. */
export const requirementsKeyOf = (decision: Pick<OperatonDecision, 'id' | 'decisionRequirementsDefinitionId'>) =>
  decisionKeyOf(decision.decisionRequirementsDefinitionId ?? decision.id);

/**
 * Rows of the engine's table of decisions in the names of its REST; that itself cannot be asked for the end of an id, and takes ten times
 * as long for what each evaluation asks.
 */
const ROWS = `SELECT id_ AS id, key_ AS key, name_ AS name, version_ AS version, resource_name_ AS resource,
    deployment_id_ AS "deploymentId", dec_req_id_ AS "decisionRequirementsDefinitionId",
    dec_req_key_ AS "decisionRequirementsDefinitionKey"
  FROM act_re_decision_def`;
const BY_KEY = `${ROWS} WHERE split_part(id_, ':', -1) = $1`;
const BY_ID = `${ROWS} WHERE key_ = $1 ORDER BY version_ DESC`;

/** Deployed decisions without those that were deleted. */
export class Decisions {
  private readonly files = new Map<string, { id: string; result: DecisionResult }>();
  private readonly versions = new Map<string, number>();

  constructor(
    private readonly engine: OperatonClient,
    private readonly tables: EngineTables,
    private readonly pool: Pool,
  ) {}

  /** The latest version of a decision. */
  async latest(decisionId: string): Promise<OperatonDecision | undefined> {
    return this.first((await this.tables.query(BY_ID, [decisionId])).rows as OperatonDecision[]);
  }

  /** A decision by its key. */
  async byKey(key: string): Promise<OperatonDecision | undefined> {
    return this.first((await this.tables.query(BY_KEY, [key])).rows as OperatonDecision[]);
  }

  /** The id of a decision's file: the engine keeps it of files with several decisions only. */
  async requirementsIdOf(decision: OperatonDecision): Promise<string> {
    if (decision.decisionRequirementsDefinitionKey) {
      return decision.decisionRequirementsDefinitionKey;
    }
    return (await this.fileOf(decision)).id;
  }

  /** What the result of a decision is of the rules that hit; the engine's REST does not say it. */
  async resultOf(decision: Pick<OperatonDecision, 'id' | 'key'>): Promise<DecisionResult> {
    return (await this.fileOf(decision)).result;
  }

  /** The version that the decision with an engine's id is: what was deployed never changes. */
  async versionOf({ id, key }: Pick<OperatonDecision, 'id' | 'key'>): Promise<number> {
    if (!this.versions.has(id)) {
      for (const decision of (await this.tables.query(BY_ID, [key])).rows as OperatonDecision[]) {
        this.versions.set(decision.id, decision.version);
      }
    }
    return this.versions.get(id)!;
  }

  private async fileOf({ id, key }: Pick<OperatonDecision, 'id' | 'key'>) {
    let file = this.files.get(id);
    if (file === undefined) {
      const { dmnXml } = await this.engine.get<{ dmnXml: string }>(
        `/decision-definition/${encodeURIComponent(id)}/xml`,
      );
      file = { id: requirementsOf(dmnXml).id || key, result: resultOfDecision(dmnXml, key) };
      this.files.set(id, file);
    }
    return file;
  }

  private async first(decisions: OperatonDecision[]): Promise<OperatonDecision | undefined> {
    const { rows } = await this.pool.query<{ key: string }>(
      'SELECT key FROM gateway.deleted_requirements WHERE key = ANY($1)',
      [decisions.map(requirementsKeyOf)],
    );
    const deleted = new Set(rows.map(({ key }) => key));
    return decisions.find((decision) => !deleted.has(requirementsKeyOf(decision)));
  }
}
