import type { Pool } from 'pg';
import { openDatabase } from '../common/database';
import { emptyDatabase } from '../common/empty-database.support';
import { EngineDatabase, KNOWN_SCHEMAS } from './engine-database';

/** The engine's tables with the columns that the tests fill or the read model's statements name. */
const TABLES = `
  CREATE TABLE act_ge_schema_log (timestamp_ timestamp DEFAULT now(), version_ text);
  CREATE TABLE act_re_procdef (id_ text PRIMARY KEY, key_ text, name_ text, version_ integer, version_tag_ text, resource_name_ text);
  CREATE TABLE act_re_decision_def (id_ text PRIMARY KEY, key_ text, name_ text, version_ integer, resource_name_ text,
    deployment_id_ text, dec_req_id_ text, dec_req_key_ text);
  CREATE TABLE act_hi_actinst (id_ text PRIMARY KEY, proc_inst_id_ text, proc_def_id_ text, proc_def_key_ text, act_id_ text,
    act_name_ text, act_type_ text, start_time_ timestamp DEFAULT now(), end_time_ timestamp, act_inst_state_ integer DEFAULT 0,
    execution_id_ text, parent_act_inst_id_ text);
  CREATE TABLE act_hi_taskinst (id_ text PRIMARY KEY, proc_def_id_ text, proc_def_key_ text, proc_inst_id_ text, act_inst_id_ text,
    task_def_key_ text, name_ text, description_ text, assignee_ text, start_time_ timestamp, end_time_ timestamp, delete_reason_ text,
    priority_ integer, due_date_ timestamp, follow_up_date_ timestamp);
  CREATE TABLE act_ru_task (id_ text PRIMARY KEY, parent_task_id_ text);
  CREATE TABLE act_ru_identitylink (id_ text PRIMARY KEY, group_id_ text, type_ text, user_id_ text, task_id_ text);
  CREATE INDEX act_idx_tskass_task ON act_ru_identitylink (task_id_);
  CREATE TABLE act_hi_identitylink (id_ text PRIMARY KEY, timestamp_ timestamp, type_ text, user_id_ text, group_id_ text, task_id_ text,
    operation_type_ text);
  CREATE TABLE act_ru_ext_task (topic_name_ text, retries_ integer, lock_exp_time_ timestamp, create_time_ timestamp);
  CREATE TABLE act_ru_job (id_ text, duedate_ timestamp);
  CREATE TABLE act_hi_varinst (id_ text, proc_def_key_ text, name_ text, text_ text, var_type_ text);
  CREATE TABLE act_hi_decinst (id_ text PRIMARY KEY, dec_def_id_ text, proc_inst_id_ text, root_dec_inst_id_ text, eval_time_ timestamp);
  CREATE INDEX act_idx_hi_dec_inst_id ON act_hi_decinst (dec_def_id_);
  CREATE TABLE act_ru_event_subscr (id_ text PRIMARY KEY, event_type_ text, event_name_ text, execution_id_ text, proc_inst_id_ text,
    activity_id_ text, created_ timestamp, configuration_ text);
  CREATE INDEX act_idx_event_subscr_evt_name ON act_ru_event_subscr (event_name_);
  CREATE INDEX act_idx_event_subscr ON act_ru_event_subscr (execution_id_);
  CREATE TABLE act_ru_variable (id_ text PRIMARY KEY, execution_id_ text, var_scope_ text, task_id_ text, name_ text, text_ text,
    CONSTRAINT act_uniq_variable UNIQUE (var_scope_, name_));
  CREATE TABLE act_ru_execution (id_ text PRIMARY KEY, act_inst_id_ text, proc_def_id_ text);
  CREATE TABLE act_ru_incident (id_ text, execution_id_ text, activity_id_ text, root_cause_incident_id_ text);
  INSERT INTO act_ge_schema_log (version_) VALUES ('${KNOWN_SCHEMAS.at(-1)!}');`;

/** A database of its own on the test server, with the gateway's schema and bare tables of the engine; `drop` removes it. */
export async function engineTables(): Promise<{
  url: string;
  pool: Pool;
  tables: EngineDatabase;
  drop: () => Promise<void>;
}> {
  const { url, drop } = await emptyDatabase();
  const pool = await openDatabase(url);
  await pool.query(TABLES);
  const tables = new EngineDatabase(url, 'UTC', () => undefined);
  return {
    url,
    pool,
    tables,
    drop: async () => {
      await tables.close();
      await pool.end();
      await drop();
    },
  };
}
