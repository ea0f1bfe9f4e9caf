import type { DataSource } from 'typeorm';

/** What must hold whatever crashed: each query finds the rows that break a rule; a name says which. */
const BROKEN: Record<string, string> = {
  'a case that is not archived': `SELECT number AS what FROM hotline_case WHERE stage <> 'archived'`,
  'a case without exactly one archive event': `SELECT c.number AS what FROM hotline_case c
     LEFT JOIN case_event e ON e.case_id = c.id AND e.type = 'archived' GROUP BY c.id HAVING count(e.id) <> 1`,
  'a case without its bundle': `SELECT number AS what FROM hotline_case c
     WHERE NOT EXISTS (SELECT 1 FROM archive_bundle b WHERE b.case_id = c.id)`,
  'a case registered twice': `SELECT idempotency_key AS what FROM hotline_case GROUP BY 1 HAVING count(*) > 1`,
  'an assignment without exactly one handling order': `SELECT a.id::text AS what FROM assignment a
     LEFT JOIN case_event e ON e.assignment_id = a.id AND e.type = 'handling-order-issued'
     GROUP BY a.id HAVING count(e.id) <> 1`,
  'an assignment left open': `SELECT id::text AS what FROM assignment WHERE status NOT IN ('done', 'returned')`,
  'a document twice': `SELECT number AS what FROM document GROUP BY number, kind HAVING count(*) > 1`,
  'a result recorded twice': `SELECT assignment_id::text AS what FROM case_event WHERE type = 'result-recorded'
     GROUP BY 1 HAVING count(*) > 1`,
  'a message that never reached the engine': `SELECT name AS what FROM engine_outbox WHERE sent_at IS NULL`,
};

/** Every broken rule with the first thing that breaks it; empty when all is as it should be. */
export async function inconsistencies(database: DataSource): Promise<string[]> {
  const found: string[] = [];
  for (const [rule, sql] of Object.entries(BROKEN)) {
    const rows: { what: string }[] = await database.query(sql);
    if (rows.length > 0) found.push(`${rule}: ${rows[0]!.what} (${rows.length})`);
  }
  return found;
}
