import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock/clock';
import { BY_KEY } from '../database/prepared-statements';

/**
 * Does a thing at most once. A job may be delivered again after its worker crashed, lost the answer or was too slow;
 * the key is its own, so the second delivery finds the first one's output and writes nothing.
 */
@Injectable()
export class EffectsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `act` in a transaction together with the note that it ran. Two deliveries at the same time queue up behind
   * the key's row: the later one gets the earlier one's output, or its turn when that one was rolled back.
   */
  async once<Out>(key: string, act: (manager: EntityManager) => Promise<Out>): Promise<Out> {
    return this.dataSource.transaction(async (manager) => {
      const inserted: unknown[] = await manager.query(
        `${BY_KEY} INSERT INTO effect (key, done_at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING key`,
        [key, this.clock.now()],
      );
      if (inserted.length === 0) {
        const rows: { output: Out }[] = await manager.query('SELECT output FROM effect WHERE key = $1', [key]);
        return rows[0]!.output;
      }
      const output = await act(manager);
      await manager.query(`${BY_KEY} UPDATE effect SET output = $2 WHERE key = $1`, [
        key,
        JSON.stringify(output ?? null),
      ]);
      return output;
    });
  }
}
