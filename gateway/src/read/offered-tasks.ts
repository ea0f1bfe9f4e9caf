import type { Client } from 'pg';
import { patiently } from './patiently';

/** Number of the advisory lock under which gateways that start together make the table. */
const LOCK = 7_013;
/** What of the engine's tables is offered to candidate groups, narrowed by a condition over `l` (candidates) and `t` (tasks). */
const offered = (condition: string) => `
  INSERT INTO gateway_offered_task (group_id, task_key, priority, created, due)
  SELECT l.group_id_, t.id_::bigint, t.priority_, t.start_time_, t.due_date_
    FROM act_ru_identitylink l JOIN act_hi_taskinst t ON t.id_ = l.task_id_
   WHERE l.type_ = 'candidate' AND l.group_id_ IS NOT NULL AND t.proc_inst_id_ IS NOT NULL AND t.end_time_ IS NULL
     AND t.description_ IS NULL AND ${condition}
  ON CONFLICT DO NOTHING;`;

/** A function for a trigger. It has its owner's rights: the engine's own account need not know of the table. */
const trigger = (name: string, body: string) => `
  CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
    AS $$ BEGIN ${body} RETURN NULL; END $$;`;

const IS_CANDIDATE = (row: string) =>
  `${row}.type_ = 'candidate' AND ${row}.group_id_ IS NOT NULL AND ${row}.task_id_ IS NOT NULL`;
const COPIED = (row: string) =>
  `(${['priority_', 'start_time_', 'due_date_', 'description_', 'end_time_'].map((column) => `${row}.${column}`).join(', ')})`;

/**
 * The table, in the order of its indexes, and what keeps it. The history of a task and its candidates are written in either order:
 * whichever comes last finds the other. The triggers' creation locks both tables until the first filling is committed too.
 */
const STATEMENTS = `
  CREATE TABLE gateway_offered_task (
    group_id text NOT NULL,
    task_key bigint NOT NULL,
    priority integer,
    created timestamp,
    due timestamp,
    PRIMARY KEY (task_key, group_id)
  );
  CREATE INDEX gateway_offered_task_pressing ON gateway_offered_task (group_id, priority DESC NULLS LAST, created, task_key);
  CREATE INDEX gateway_offered_task_due ON gateway_offered_task (group_id, due, created, task_key);
  CREATE INDEX gateway_offered_task_oldest ON gateway_offered_task (group_id, created, task_key);
  ${trigger('gateway_candidate_offered', offered('l.id_ = NEW.id_'))}
  ${trigger(
    'gateway_candidate_withdrawn',
    `DELETE FROM gateway_offered_task WHERE task_key = OLD.task_id_::bigint AND group_id = OLD.group_id_
       AND NOT EXISTS (SELECT 1 FROM act_ru_identitylink l WHERE l.task_id_ = OLD.task_id_ AND l.group_id_ = OLD.group_id_ AND l.type_ = OLD.type_);`,
  )}
  ${trigger('gateway_task_offered', offered('t.id_ = NEW.id_'))}
  ${trigger('gateway_task_changed', `DELETE FROM gateway_offered_task WHERE task_key = NEW.id_::bigint; ${offered('t.id_ = NEW.id_')}`)}
  CREATE TRIGGER gateway_candidate_offered AFTER INSERT ON act_ru_identitylink FOR EACH ROW
    WHEN (${IS_CANDIDATE('NEW')}) EXECUTE FUNCTION gateway_candidate_offered();
  CREATE TRIGGER gateway_candidate_withdrawn AFTER DELETE ON act_ru_identitylink FOR EACH ROW
    WHEN (${IS_CANDIDATE('OLD')}) EXECUTE FUNCTION gateway_candidate_withdrawn();
  CREATE TRIGGER gateway_task_offered AFTER INSERT ON act_hi_taskinst FOR EACH ROW
    WHEN (NEW.end_time_ IS NULL) EXECUTE FUNCTION gateway_task_offered();
  CREATE TRIGGER gateway_task_changed AFTER UPDATE ON act_hi_taskinst FOR EACH ROW
    WHEN (${COPIED('OLD')} IS DISTINCT FROM ${COPIED('NEW')}) EXECUTE FUNCTION gateway_task_changed();
  CREATE FUNCTION gateway_fill_offered_tasks() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
    AS $$ DELETE FROM gateway_offered_task; ${offered('true')} $$;
  SELECT gateway_fill_offered_tasks();`;

/**
 * Makes the table of offered tasks where there is none yet: the open tasks of each candidate group, beside the engine's tables and kept
 * by triggers within the engine's own transactions. With it the first page of a hotline's sixty thousand waiting tasks is read in its
 * order; without, all of them are looked up and sorted for everybody who has that list open. Its columns are copies of `act_hi_taskinst`'s,
 * by which searches order. `SELECT gateway_fill_offered_tasks()` fills it anew.
 */
export async function keepOfferedTasks(client: Client): Promise<void> {
  if (await hasOfferedTasks(client)) {
    return;
  }
  await patiently(client, async (waitBriefly) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    // another gateway may have made it while this one waited
    if (!(await hasOfferedTasks(client))) {
      await waitBriefly();
      await client.query(STATEMENTS);
    }
  });
}

/** Is the table there? An account that may not make it has none. */
export async function hasOfferedTasks(client: Pick<Client, 'query'>): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('gateway_offered_task') IS NOT NULL AS there`,
  );
  return rows[0]!.there;
}
