import type { Pool } from 'pg';
import { ApiProblem } from '../common/problem';
import type { IncidentResolution } from '../incidents/resolution';
import type { ProcessInstanceCancellation } from '../process-instances/cancellation';
import type { MigrationPlan, ProcessInstanceMigration } from '../process-instances/migration';
import type { ProcessInstanceModification } from '../process-instances/modification';
import type { BatchOperationType } from './batch-operations';

interface ClaimedItem {
  id: string;
  operation: string;
  type: BatchOperationType;
  plan: object;
  item_key: string;
  process_instance_key: string;
  tries: number;
}

/** The commands that batch operations give, one for each item. */
export interface BatchCommands {
  cancellation: ProcessInstanceCancellation;
  migration: ProcessInstanceMigration;
  modification: ProcessInstanceModification;
  incidents: IncidentResolution;
}

const LOOP_MS = 500;
/** Items that a gateway takes at once. */
const CLAIM = 5;
/** After this long a gateway that took items and has not said what became of them is dead, in seconds. */
const LEASE_SECONDS = 20;

/**
 * Does what batch operations say, item by item. A gateway claims items for a while; those of one that died are done again by another,
 * and a command that finds its work already done on such a second try counts as done.
 */
export class BatchExecutor {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly commands: BatchCommands,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.work()
        .catch(this.onError)
        .finally(() => (this.running = undefined));
    }, LOOP_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async work(): Promise<void> {
    for (let items = await this.claim(); items.length > 0; items = await this.claim()) {
      for (const item of items) {
        if (!(await this.givenBack(item))) {
          await this.finish(item, await this.execute(item));
        }
      }
    }
  }

  private async claim(): Promise<ClaimedItem[]> {
    if (!this.timer) {
      return [];
    }
    const { rows } = await this.pool.query<ClaimedItem>(
      `WITH due AS (
         SELECT i.id FROM gateway.batch_operation_item i JOIN gateway.batch_operation b ON b.key = i.batch_operation_key
         WHERE i.state = 'ACTIVE' AND b.state IN ('CREATED', 'ACTIVE')
           AND (i.claimed_at IS NULL OR i.claimed_at < now() - interval '${LEASE_SECONDS} seconds')
         ORDER BY i.id LIMIT ${CLAIM} FOR UPDATE OF i SKIP LOCKED
       ), started AS (
         UPDATE gateway.batch_operation SET state = 'ACTIVE'
         WHERE state = 'CREATED' AND key IN (SELECT batch_operation_key FROM gateway.batch_operation_item WHERE id IN (SELECT id FROM due))
       )
       UPDATE gateway.batch_operation_item i SET claimed_at = now(), tries = tries + 1
       FROM gateway.batch_operation b
       WHERE i.id IN (SELECT id FROM due) AND b.key = i.batch_operation_key
       RETURNING i.id::text, b.key::text AS operation, b.type, b.request AS plan, i.item_key, i.process_instance_key, i.tries`,
    );
    return rows;
  }

  /** Gives back an item whose operation was suspended or canceled since it was claimed; answers whether it was. */
  private async givenBack({ id }: ClaimedItem): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE gateway.batch_operation_item i SET claimed_at = NULL, tries = tries - 1 FROM gateway.batch_operation b
       WHERE i.id = $1 AND b.key = i.batch_operation_key AND b.state <> 'ACTIVE'`,
      [id],
    );
    return rowCount !== 0;
  }

  /** Answers what went wrong, or nothing. */
  private async execute(item: ClaimedItem): Promise<string | undefined> {
    try {
      await this.command(item);
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiProblem)) {
        throw error;
      }
      const done = item.tries > 1 && error.title === 'NOT_FOUND' && item.type !== 'MIGRATE_PROCESS_INSTANCE';
      return done ? undefined : error.detail;
    }
  }

  private command({ type, plan, item_key: itemKey, process_instance_key: instanceKey }: ClaimedItem): Promise<void> {
    const { cancellation, migration, modification, incidents } = this.commands;
    switch (type) {
      case 'CANCEL_PROCESS_INSTANCE':
        return cancellation.cancel(instanceKey);
      case 'DELETE_PROCESS_INSTANCE':
        return cancellation.delete(instanceKey);
      case 'MIGRATE_PROCESS_INSTANCE':
        return migration.migrate(instanceKey, plan as MigrationPlan);
      case 'MODIFY_PROCESS_INSTANCE':
        return modification.modify(instanceKey, plan);
      case 'RESOLVE_INCIDENT':
        return incidents.resolve(itemKey);
    }
  }

  /** The last item ends the operation. */
  private async finish(item: ClaimedItem, failure: string | undefined): Promise<void> {
    await this.pool.query(
      `WITH item AS (
         UPDATE gateway.batch_operation_item SET state = $3, error_message = $4, processed_at = now()
         WHERE id = $1 AND state = 'ACTIVE' RETURNING batch_operation_key, state
       )
       UPDATE gateway.batch_operation b SET
         completed = completed + (item.state = 'COMPLETED')::int,
         failed = failed + (item.state = 'FAILED')::int,
         state = CASE WHEN completed + failed + 1 >= total THEN 'COMPLETED' ELSE b.state END,
         ended_at = CASE WHEN completed + failed + 1 >= total THEN now() ELSE b.ended_at END
       FROM item WHERE b.key = item.batch_operation_key AND b.key = $2`,
      [item.id, item.operation, failure === undefined ? 'COMPLETED' : 'FAILED', failure],
    );
  }
}
