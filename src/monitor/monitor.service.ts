import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import {
  type ElementMapping,
  type ElementStatistics,
  EngineOperations,
  type EngineRow,
  type EngineSearch,
  type EngineSearchQuery,
  type Modification,
  textOf,
} from '../engine';
import { migrationPlan, type PlannedMapping } from '../studio/migration-plan';
import { isOfTrial } from '../studio/trial-copy';
import { toldByEngine } from './told';

/** A version of a process with what runs on it. */
export interface DefinitionView {
  key: string;
  id: string;
  name: string | null;
  version: number;
  active: number;
  incidents: number;
}

const ALL = { from: 0, limit: 1000 };

/**
 * Looks into the engine and repairs what stands, through Camunda 8's API alone. Every command is audited before the
 * engine is told, so that none goes unseen.
 */
@Injectable()
export class MonitorService {
  constructor(
    private readonly operations: EngineOperations,
    private readonly audit: AuditService,
  ) {}

  /** A page of what the engine has, by Camunda 8's filters; a filter that it does not know is refused in its words. */
  search(kind: EngineSearch, query: EngineSearchQuery): Promise<{ items: EngineRow[]; total: number }> {
    return toldByEngine(() => this.operations.search(kind, query));
  }

  /** Every version of every process, newest first, with the instances on it. */
  async definitions(): Promise<DefinitionView[]> {
    const { items } = await this.search('process-definitions', { page: ALL });
    const rows = items.filter(({ processDefinitionId }) => !isOfTrial(String(processDefinitionId)));
    const views = await Promise.all(
      rows.map(async (row) => {
        const key = String(row.processDefinitionKey);
        const count = (filter: Record<string, unknown>) =>
          this.search('process-instances', { filter: { processDefinitionKey: key, ...filter }, page: { limit: 1 } });
        const [active, incidents] = await Promise.all([
          count({ state: 'ACTIVE' }),
          count({ state: 'ACTIVE', hasIncident: true }),
        ]);
        return {
          key,
          id: String(row.processDefinitionId),
          name: textOf(row, 'name'),
          version: Number(row.version),
          active: active.total,
          incidents: incidents.total,
        };
      }),
    );
    return views.sort((one, other) => one.id.localeCompare(other.id) || other.version - one.version);
  }

  /** A diagram with how many tokens are and were at each element. */
  async diagram(key: string): Promise<{ xml: string; statistics: ElementStatistics[] }> {
    return toldByEngine(async () => {
      const [xml, statistics] = await Promise.all([
        this.operations.processXml(key),
        this.operations.elementStatistics(key),
      ]);
      return { xml, statistics };
    });
  }

  /** What maps where when the instances of one version move to another. */
  async plan(sourceKey: string, targetKey: string): Promise<PlannedMapping[]> {
    const source = await this.diagram(sourceKey);
    const target = await toldByEngine(() => this.operations.processXml(targetKey));
    return migrationPlan(source.xml, target, source.statistics);
  }

  /** Ends an instance. */
  async cancel(key: string, by: string): Promise<void> {
    await this.command('cancel', key, by, {}, () => this.operations.cancelInstance(key));
  }

  /** Moves an instance to another version. */
  async migrate(key: string, targetKey: string, mappings: ElementMapping[], by: string): Promise<void> {
    await this.command('migrate', key, by, { targetKey, mappings }, () =>
      this.operations.migrateInstance(key, targetKey, mappings),
    );
  }

  /** Starts and ends elements of an instance. */
  async modify(key: string, modification: Modification, by: string): Promise<void> {
    await this.command('modify', key, by, { ...modification }, () => this.operations.modifyInstance(key, modification));
  }

  /** Corrects variables; the trail keeps their names, not their values. */
  async setVariables(key: string, scopeKey: string, variables: Record<string, unknown>, by: string): Promise<void> {
    await this.command('set-variables', key, by, { scopeKey, names: Object.keys(variables) }, () =>
      this.operations.setVariables(scopeKey, variables),
    );
  }

  /** Repairs an incident: retries for its job, if it has one, then the engine tries again. */
  async retry(incidentKey: string, jobKey: string | undefined, retries: number, by: string): Promise<void> {
    await this.command('retry', incidentKey, by, { jobKey: jobKey ?? null, retries }, async () => {
      if (jobKey) await this.operations.setRetries(jobKey, retries);
      await this.operations.resolveIncident(incidentKey);
    });
  }

  private async command(
    what: 'cancel' | 'migrate' | 'modify' | 'set-variables' | 'retry',
    subjectId: string,
    actor: string,
    data: Record<string, unknown>,
    act: () => Promise<void>,
  ): Promise<void> {
    await this.audit.note({ actor, action: `monitor.${what}`, subjectType: 'process-instance', subjectId, data });
    await toldByEngine(act);
  }
}
