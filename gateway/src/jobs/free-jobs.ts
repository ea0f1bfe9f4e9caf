import type { EngineTables } from '../element-instances/lookup';

/** How often the engine is asked for jobs of all types, in milliseconds: its clock may differ from the database's. */
const ALL_EVERY_MS = 5_000;

/**
 * What the engine's fetch may find, of each type at most one more than is wanted: it heeds the same and more, and decides. Locks that end
 * in two seconds count as ended, because the engine's clock goes by its own machine.
 */
const FREE = `
  SELECT n.type, (SELECT count(*)::int FROM (
      SELECT FROM act_ru_ext_task t WHERE t.topic_name_ = n.type AND (t.retries_ IS NULL OR t.retries_ > 0)
        AND (t.lock_exp_time_ IS NULL OR t.lock_exp_time_ <= localtimestamp + interval '2 seconds')
      LIMIT n.wanted + 1) found) AS free
    FROM unnest($1::text[], $2::int[]) AS n (type, wanted)`;

/** Jobs to be asked for, by type. */
export interface ToFetch {
  /** Types of which there are no more jobs than are wanted: one fetch takes those of all of them. */
  together: Map<string, number>;
  /** Types of which there are more: a fetch of several types would take too many of these, and too few of the others. */
  apart: Map<string, number>;
}

/**
 * Tells of which types there are jobs to be had, and whether more than are wanted. The engine takes some nine milliseconds to find that
 * there are none of fifty types, and is asked several times a second; its table tells it in a fraction of one. And the engine counts
 * what a fetch of several types takes of all of them together, not of each.
 */
export class FreeJobs {
  private askedForAll = -Infinity;

  constructor(
    private readonly tables: EngineTables,
    private readonly now = () => Date.now(),
  ) {}

  /**
   * What to ask the engine for, when so many jobs of each type are wanted. Types of which it can have none are left out; but all are asked
   * for where its tables cannot be read, and every five seconds.
   */
  async toFetch(wanted: ReadonlyMap<string, number>): Promise<ToFetch> {
    const free = await this.free(wanted);
    const forAll = !free || this.now() - this.askedForAll >= ALL_EVERY_MS;
    if (forAll) {
      this.askedForAll = this.now();
    }
    const found: ToFetch = { together: new Map(), apart: new Map() };
    for (const [type, most] of wanted) {
      const there = free ? free.get(type)! : most;
      if (there > most) {
        found.apart.set(type, most);
      } else if (there > 0 || forAll) {
        found.together.set(type, Math.max(there, 1));
      }
    }
    return found;
  }

  private async free(wanted: ReadonlyMap<string, number>): Promise<Map<string, number> | undefined> {
    try {
      const { rows } = await this.tables.query(FREE, [[...wanted.keys()], [...wanted.values()]]);
      return new Map((rows as { type: string; free: number }[]).map(({ type, free }) => [type, free]));
    } catch {
      return undefined;
    }
  }
}
