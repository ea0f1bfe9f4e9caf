import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists and searches of cases that stay as fast among millions: a list is read from an index in its order; a unit's list
 * from its assignments, which know when their case came in; a text from an index over the pairs of its characters.
 * What belongs to a case or to an assignment is found by an index, as every foreign key is.
 */
export class CaseLists1764700410000 implements MigrationInterface {
  name = 'CaseLists1764700410000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** Foreign keys that no index led, or none that held all rows. */
const KEYS = [
  ['hotline_case', 'citizen_id'],
  ['assignment', 'case_id'],
  ['return_request', 'assignment_id'],
  ['extension_request', 'assignment_id'],
  ['supervision', 'assignment_id'],
  ['opinion_watch', 'assignment_id'],
  ['inbound_message', 'case_id'],
  ['phone_call', 'case_id'],
  ['staff_complaint', 'case_id'],
  ['routing_feedback', 'case_id'],
  ['routing_record', 'case_id'],
  ['case_merge', 'case_id'],
  ['case_merge', 'main_case_id'],
] as const;

const UP = [
  ...KEYS.map(
    ([table, column]) => `CREATE INDEX ${table}_of_${column} ON ${table} (${column}) WHERE ${column} IS NOT NULL`,
  ),
  'DROP INDEX hotline_case_of_body',
  'DROP INDEX hotline_case_stage',
  'CREATE INDEX hotline_case_list ON hotline_case (body, received_at DESC, id DESC)',
  'CREATE INDEX hotline_case_list_of_category ON hotline_case (body, category, received_at DESC, id DESC)',
  // Nearly every case is archived: an index of the others stays small, and the archived ones are found in the list itself.
  `CREATE INDEX hotline_case_open ON hotline_case (body, stage, received_at DESC, id DESC) WHERE stage <> 'archived'`,
  'CREATE INDEX hotline_case_number ON hotline_case (number text_pattern_ops)',
  'CREATE INDEX hotline_case_number_end ON hotline_case (reverse(number) text_pattern_ops)',

  'ALTER TABLE assignment ADD COLUMN case_received_at timestamptz',
  'UPDATE assignment a SET case_received_at = c.received_at FROM hotline_case c WHERE c.id = a.case_id',
  'ALTER TABLE assignment ALTER COLUMN case_received_at SET NOT NULL',
  'CREATE INDEX assignment_list ON assignment (unit, case_received_at DESC, case_id DESC)',
  `CREATE FUNCTION note_case_received() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN SELECT received_at INTO NEW.case_received_at FROM hotline_case WHERE id = NEW.case_id; RETURN NEW; END $$`,
  `CREATE TRIGGER assignment_case_received BEFORE INSERT ON assignment
   FOR EACH ROW EXECUTE FUNCTION note_case_received()`,
  `CREATE INDEX negotiation_open ON negotiation USING gin (units) WHERE decided_at IS NULL`,

  // A pair of characters of one week is one number: 16 bits of week, 21 of each character. With the week in it, a search goes
  // back week by week and stops when its page is full, instead of reading every case that ever held a frequent pair.
  `CREATE FUNCTION case_search_keys(searched text, received timestamptz) RETURNS bigint[]
   LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
     SELECT coalesce(array_agg((floor(extract(epoch FROM received) / 604800)::bigint << 42)
                               | (ascii(one)::bigint << 21) | ascii(two)), '{}')
       FROM string_to_array(searched, NULL) AS letters, unnest(letters, letters[2:]) AS pair (one, two)
      WHERE two IS NOT NULL $$`,
  // A table of its own: the case changes often, its text hardly ever, and each change of a row renews all its index entries.
  `CREATE TABLE case_search (
    case_id uuid PRIMARY KEY REFERENCES hotline_case (id),
    body text NOT NULL,
    received_at timestamptz NOT NULL,
    searched text NOT NULL
  )`,
  `INSERT INTO case_search SELECT id, body, received_at, lower(coalesce(title, '') || E'\\n' || content) FROM hotline_case`,
  'CREATE INDEX case_search_list ON case_search (body, received_at DESC, case_id DESC)',
  // fastupdate off: a search must not read through a pending list
  `CREATE INDEX case_search_keys_of ON case_search USING gin (case_search_keys(searched, received_at))
   WITH (fastupdate = off)`,
  `CREATE FUNCTION keep_case_search() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO case_search VALUES
       (NEW.id, NEW.body, NEW.received_at, lower(coalesce(NEW.title, '') || E'\\n' || NEW.content))
     ON CONFLICT (case_id) DO UPDATE SET searched = EXCLUDED.searched;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER hotline_case_searched AFTER INSERT OR UPDATE OF title, content ON hotline_case
   FOR EACH ROW EXECUTE FUNCTION keep_case_search()`,
];

const DOWN = [
  ...KEYS.map(([table, column]) => `DROP INDEX ${table}_of_${column}`),
  'DROP TRIGGER hotline_case_searched ON hotline_case',
  'DROP TABLE case_search',
  'DROP FUNCTION keep_case_search',
  'DROP FUNCTION case_search_keys',
  'DROP INDEX negotiation_open',
  'DROP TRIGGER assignment_case_received ON assignment',
  'DROP FUNCTION note_case_received',
  'ALTER TABLE assignment DROP COLUMN case_received_at',
  'DROP INDEX hotline_case_list, hotline_case_list_of_category, hotline_case_open, hotline_case_number, hotline_case_number_end',
  'CREATE INDEX hotline_case_stage ON hotline_case (stage)',
  'CREATE INDEX hotline_case_of_body ON hotline_case (body, received_at DESC)',
];
