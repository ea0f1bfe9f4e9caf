import { INDEXED_CHARACTERS } from '../common/database';
import { CORRELATION_VARIABLE, STARTED_BY } from '../dialect';
import type { EngineTables } from '../element-instances/lookup';
import { IS_CORRELATION_KEY } from '../read/engine-database';

/** A subscription that waits for a message in a process instance. */
export interface WaitingSubscription {
  key: string;
  executionId: string;
  instanceKey: string;
  elementId: string;
  elementInstanceKey: string | null;
  /** BPMN process id and definition key. */
  process: string;
  definitionKey: string;
}

/** A subscription that is new since it was last asked; without a correlation key it is that of a start event, of this process. */
export interface NewSubscription {
  key: string;
  name: string;
  correlationKey: string | null;
  process: string | null;
}

/**
 * How far before the newest subscription seen one looks again, in seconds: transactions end later than their rows are dated. Most end
 * soon, and one looks three times a second: so long ago only every so many times.
 */
const OVERLAP_SECONDS = { usual: 3, wide: 30, every: 10 };

/** The message subscriptions in the engine's tables. */
export class Subscriptions {
  /** Subscriptions seen within the overlap: each is answered once. */
  private seen = new Map<string, number>();
  private since = '-infinity';
  private looks = 0;

  constructor(private readonly tables: EngineTables) {}

  /** What waits for a message with a correlation key, the oldest first. */
  async waiting(name: string, correlationKey: string): Promise<WaitingSubscription[]> {
    const { rows } = await this.tables.query(
      `SELECT s.id_ AS key, s.execution_id_ AS "executionId", s.proc_inst_id_ AS "instanceKey", s.activity_id_ AS "elementId",
         split_part(e.act_inst_id_, ':', -1) AS "elementInstanceKey", d.key_ AS process, d.id_ AS "definitionKey"
       FROM act_ru_event_subscr s
       JOIN act_ru_variable v ON v.execution_id_ = s.execution_id_ AND v.name_ = $2 AND v.text_ = $3 AND v.task_id_ IS NULL
         AND ${IS_CORRELATION_KEY('v.')} AND left(v.text_, ${INDEXED_CHARACTERS}) = left($3, ${INDEXED_CHARACTERS})
       JOIN act_ru_execution e ON e.id_ = s.execution_id_
       JOIN act_re_procdef d ON d.id_ = e.proc_def_id_
       WHERE s.event_type_ = 'message' AND s.event_name_ = $1
       ORDER BY s.created_, s.id_`,
      [name, CORRELATION_VARIABLE(name), correlationKey],
    );
    return rows as WaitingSubscription[];
  }

  /** The instance of a process that a message with some key started, or of which it started an event sub-process. */
  async takenBy(process: string, messageKey: string): Promise<string | undefined> {
    const { rows } = await this.tables.query(
      `SELECT proc_inst_id_ AS instance FROM act_hi_varinst WHERE name_ = '${STARTED_BY}' AND text_ = $1 AND proc_def_key_ = $2`,
      [messageKey, process],
    );
    return (rows as { instance: string }[])[0]?.instance;
  }

  /**
   * The latest versions of the processes that a message may start: those with a start event of its name, and those whose newer
   * version was deleted, because the engine forgot their start events when that came. What they start with, their diagrams say.
   */
  async startable(name: string): Promise<string[]> {
    const { rows } = await this.tables.query(
      `SELECT d.id_ AS id FROM act_re_procdef d
       WHERE d.suspension_state_ = 1
         AND NOT EXISTS (SELECT 1 FROM act_re_procdef n WHERE n.key_ = d.key_ AND n.version_ > d.version_ AND n.suspension_state_ = 1)
         AND (EXISTS (SELECT 1 FROM act_ru_event_subscr s
                      WHERE s.event_type_ = 'message' AND s.event_name_ = $1 AND s.execution_id_ IS NULL AND s.configuration_ = d.id_)
           OR EXISTS (SELECT 1 FROM act_re_procdef n WHERE n.key_ = d.key_ AND n.version_ > d.version_))
       ORDER BY d.version_`,
      [name],
    );
    return (rows as { id: string }[]).map(({ id }) => id);
  }

  /** Subscriptions to one of these messages that were opened since this was asked the last time. */
  async opened(names: readonly string[]): Promise<NewSubscription[]> {
    const { usual, wide, every } = OVERLAP_SECONDS;
    const look = (this.looks += 1);
    const rows = (
      await this.tables.query(
        `SELECT s.id_ AS key, s.event_name_ AS name, v.text_ AS "correlationKey", d.key_ AS process, s.created_::text AS created
         FROM act_ru_event_subscr s
         LEFT JOIN act_re_procdef d ON d.id_ = s.configuration_ AND s.execution_id_ IS NULL
         LEFT JOIN act_ru_variable v ON v.var_scope_ = s.execution_id_ AND v.task_id_ IS NULL
           AND v.name_ = ($2::text[])[array_position($1::text[], s.event_name_::text)]
         WHERE s.event_type_ = 'message' AND s.event_name_ = ANY($1) AND s.created_ > $3::timestamp - $4 * interval '1 second'
         ORDER BY s.created_`,
        [names, names.map(CORRELATION_VARIABLE), this.since, look % every === 1 ? wide : usual],
      )
    ).rows as (NewSubscription & { created: string })[];
    const opened = rows.filter(({ key }) => !this.seen.has(key));
    this.since = rows.at(-1)?.created ?? this.since;
    for (const { key } of rows) this.seen.set(key, look);
    // those that no look as wide has found any more
    for (const [key, last] of this.seen) if (last < look - every) this.seen.delete(key);
    return opened;
  }

  /** What was answered last is answered again: what was to be done with it failed. */
  again(): void {
    this.seen.clear();
  }
}
