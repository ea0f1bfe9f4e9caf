import type { Pool } from 'pg';
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

/** Deployed decisions without those that were deleted. */
export class Decisions {
  constructor(
    private readonly engine: OperatonClient,
    private readonly pool: Pool,
  ) {}

  /** The latest version of a decision. */
  async latest(decisionId: string): Promise<OperatonDecision | undefined> {
    return this.first(
      await this.engine.get<OperatonDecision[]>('/decision-definition', {
        key: decisionId,
        sortBy: 'version',
        sortOrder: 'desc',
      }),
    );
  }

  /** A decision by its key. */
  async byKey(key: string): Promise<OperatonDecision | undefined> {
    const all = await this.engine.get<OperatonDecision[]>('/decision-definition');
    return this.first(all.filter(({ id }) => decisionKeyOf(id) === key));
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
