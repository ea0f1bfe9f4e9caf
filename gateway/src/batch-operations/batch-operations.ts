import type { Pool } from 'pg';
import { nextKey } from '../common/database';
import { rejection } from '../common/rejection';

export type BatchOperationType =
  | 'CANCEL_PROCESS_INSTANCE'
  | 'DELETE_PROCESS_INSTANCE'
  | 'MIGRATE_PROCESS_INSTANCE'
  | 'MODIFY_PROCESS_INSTANCE'
  | 'RESOLVE_INCIDENT';

/** What a batch operation does something to. */
export interface BatchItem {
  itemKey: string;
  processInstanceKey: string;
}

/** Batch operations: written down with all their items first, then done in the background by whichever gateway comes to it. */
export class BatchOperations {
  constructor(private readonly pool: Pool) {}

  /** Writes a batch operation down. @param plan what is to be done to each item, kept with it. Answers its key and type. */
  async create(type: BatchOperationType, plan: object, items: readonly BatchItem[]) {
    const batchOperationKey = await nextKey(this.pool);
    // one statement: an operation without its items must never be seen
    await this.pool.query(
      `WITH operation AS (
         INSERT INTO gateway.batch_operation (key, type, request, total, state, ended_at)
         VALUES ($1, $2, $3, $4::int, CASE WHEN $4::int = 0 THEN 'COMPLETED' ELSE 'CREATED' END, CASE WHEN $4::int = 0 THEN now() END)
         RETURNING key
       )
       INSERT INTO gateway.batch_operation_item (batch_operation_key, item_key, process_instance_key)
       SELECT operation.key, item.item_key, item.instance_key
       FROM operation, unnest($5::text[], $6::text[]) AS item (item_key, instance_key)`,
      [
        batchOperationKey,
        type,
        plan,
        items.length,
        items.map(({ itemKey }) => itemKey),
        items.map(({ processInstanceKey }) => processInstanceKey),
      ],
    );
    return { batchOperationKey, batchOperationType: type };
  }

  /** Stops a batch operation until it is resumed. Throws NOT_FOUND, or INVALID_STATE for one that has ended. */
  async suspend(key: string): Promise<void> {
    await this.change('SUSPEND', key, 'SUSPENDED', ['CREATED', 'ACTIVE']);
  }

  /** Goes on with a suspended batch operation. Throws NOT_FOUND, or INVALID_STATE for one that is not suspended. */
  async resume(key: string): Promise<void> {
    await this.change('RESUME', key, 'ACTIVE', ['SUSPENDED']);
  }

  /** Ends a batch operation; what was done stays done. Throws NOT_FOUND, or INVALID_STATE for one that has ended. */
  async cancel(key: string): Promise<void> {
    await this.change('CANCEL', key, 'CANCELED', ['CREATED', 'ACTIVE', 'SUSPENDED']);
    await this.pool.query(
      `UPDATE gateway.batch_operation_item SET state = 'CANCELED', processed_at = now()
       WHERE batch_operation_key = $1 AND state = 'ACTIVE'`,
      [key],
    );
  }

  private async change(intent: string, key: string, state: string, from: string[]): Promise<void> {
    const { rowCount } = await this.pool.query(
      `UPDATE gateway.batch_operation SET state = $2, ended_at = CASE WHEN $2 = 'CANCELED' THEN now() END
       WHERE key = $1 AND state = ANY($3)`,
      [key, state, from],
    );
    if (rowCount === 1) {
      return;
    }
    const { rows } = await this.pool.query<{ state: string }>(
      'SELECT state FROM gateway.batch_operation WHERE key = $1',
      [key],
    );
    const verb = intent.toLowerCase();
    throw rows[0]
      ? rejection(
          intent,
          'INVALID_STATE',
          `Expected to ${verb} a batch operation with key '${key}', but it has state '${rows[0].state}'`,
        )
      : rejection(
          intent,
          'NOT_FOUND',
          `Expected to ${verb} a batch operation with key '${key}', but no such batch operation was found`,
        );
  }
}
