import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An assignment knows of its case what lists are narrowed by: a unit's cases of a status are read in the order of its list, where all of
 * the unit's cases of all years were compared with all cases of that status. Rewrites the table once: minutes for millions of cases.
 */
export class AssignmentsOfAStage1764800060000 implements MigrationInterface {
  name = 'AssignmentsOfAStage1764800060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const LIST = 'CREATE INDEX assignment_list ON assignment (unit, case_received_at DESC, case_id DESC)';
const noteCase = (what: string): string =>
  `CREATE OR REPLACE FUNCTION note_case_received() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN ${what} FROM hotline_case WHERE id = NEW.case_id; RETURN NEW; END $$`;
/** A unit's days are counted again where its assignment changes, @param but not where */
const counted = (but = ''): string =>
  `CREATE OR REPLACE TRIGGER assignment_counted AFTER INSERT OR UPDATE ON assignment
   FOR EACH ROW WHEN (NEW.issued_at IS NOT NULL${but}) EXECUTE FUNCTION mark_kpi_assignment()`;

const UP = [
  // what follows is no change of the assignment
  'ALTER TABLE assignment DISABLE TRIGGER assignment_counted',
  'ALTER TABLE assignment ADD COLUMN case_stage text, ADD COLUMN case_category text, ADD COLUMN case_type text',
  `UPDATE assignment a SET case_stage = c.stage, case_category = c.category, case_type = c.case_type
     FROM hotline_case c WHERE c.id = a.case_id`,
  'ALTER TABLE assignment ALTER COLUMN case_stage SET NOT NULL',
  'ALTER TABLE assignment ENABLE TRIGGER assignment_counted',
  'DROP INDEX assignment_list',
  `${LIST} INCLUDE (case_stage, case_category, case_type)`,
  noteCase(
    'SELECT received_at, stage, category, case_type INTO NEW.case_received_at, NEW.case_stage, NEW.case_category, NEW.case_type',
  ),
  `CREATE FUNCTION tell_assignments() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE assignment SET case_stage = NEW.stage, case_category = NEW.category, case_type = NEW.case_type WHERE case_id = NEW.id;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER hotline_case_told AFTER UPDATE OF stage, category, case_type ON hotline_case FOR EACH ROW
   WHEN ((OLD.stage, OLD.category, OLD.case_type) IS DISTINCT FROM (NEW.stage, NEW.category, NEW.case_type))
   EXECUTE FUNCTION tell_assignments()`,
  counted(' AND pg_trigger_depth() = 0'),
];

const DOWN = [
  'DROP TRIGGER hotline_case_told ON hotline_case',
  'DROP FUNCTION tell_assignments',
  counted(),
  noteCase('SELECT received_at INTO NEW.case_received_at'),
  'DROP INDEX assignment_list',
  'ALTER TABLE assignment DROP COLUMN case_stage, DROP COLUMN case_category, DROP COLUMN case_type',
  LIST,
];
