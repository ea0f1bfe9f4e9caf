import type { EngineTables } from '../element-instances/lookup';

/** How often the engine is asked for jobs of all types, in milliseconds: its clock may differ from the database's. */
const ALL_EVERY_MS = 5_000;

/**
 * What the engine's fetch may find: it heeds the same and more, and decides. Locks that end in two seconds count as ended, because the
 * engine's clock goes by its own machine.
 */
const FREE = `
  SELECT n.type FROM unnest($1::text[]) AS n (type) WHERE EXISTS (
    SELECT FROM act_ru_ext_task t WHERE t.topic_name_ = n.type AND (t.retries_ IS NULL OR t.retries_ > 0)
      AND (t.lock_exp_time_ IS NULL OR t.lock_exp_time_ <= localtimestamp + interval '2 seconds'))`;

/**
 * Tells of which types there are jobs to be had. The engine takes some nine milliseconds to find that there are none of fifty types, and
 * is asked several times a second; its table tells it in a fraction of one.
 */
export class FreeJobs {
  private askedForAll = -Infinity;

  constructor(
    private readonly tables: EngineTables,
    private readonly now = () => Date.now(),
  ) {}

  /** Of these types, those of which the engine may have a free job: all where its tables cannot be read, and every five seconds. */
  async among(types: string[]): Promise<string[]> {
    if (this.now() - this.askedForAll >= ALL_EVERY_MS) {
      this.askedForAll = this.now();
      return types;
    }
    try {
      const { rows } = await this.tables.query(FREE, [types]);
      return (rows as { type: string }[]).map(({ type }) => type);
    } catch {
      return types;
    }
  }
}
