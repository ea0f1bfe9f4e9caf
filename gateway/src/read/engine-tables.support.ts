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
  CREATE TABLE act_ru_incident (id_ text, execution_id_ text, activity_id_ text, root_cause_incident_id_ text);
  INSERT INTO act_ge_schema_log (version_) VALUES ('${KNOWN_SCHEMAS.at(-1)!}');`;

/** A database of its own on the test server, with the gateway's schema and bare tables of the engine; `drop` removes it. */
export async function engineTables(): Promise<{ pool: Pool; tables: EngineDatabase; drop: () => Promise<void> }> {
  const { url, drop } = await emptyDatabase();
  const pool = await openDatabase(url);
  await pool.query(TABLES);
  // indexes of tables that are not here are not missed
  const tables = new EngineDatabase(url, 'UTC', () => undefined);
  return {
    pool,
    tables,
    drop: async () => {
      await tables.close();
      await pool.end();
      await drop();
    },
  };
}
