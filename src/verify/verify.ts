import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Clock } from '../clock/clock';
import type { EngineOperations } from '../engine/engine-operations';
import { bind, DATABASE_RULES, type DatabaseValues } from './database-rules';
import { readEngine } from './engine-view';
import { type Finding, nameOf, VERIFY_RULES, type VerifyRule } from './findings';
import { type CaseView, compareWithEngine } from './process-rules';

/** What is compared. */
export interface VerifyOptions {
  /** Cases registered from then on. */
  since: Date;
  /** How long what is only on its way may take: a finding counts when it is still there. */
  settleMs: number;
  /** Codes of the units that are sent text messages. */
  units: readonly string[];
  /** Days for which the engine knows a process that ended (config/hotline.yaml); missing: for ever. */
  engineHistoryDays?: number;
  /** The app's data folder: the files that rows name are looked for there; not looked for where it is missing. */
  data?: string;
}

/** What came of it. */
export interface Verified {
  cases: number;
  processes: number;
  documents: number;
  files: number;
  notifications: number;
  findings: Finding[];
}

/** Codes of the units that are sent text messages: those that have a telephone number. */
export function unitsWithTelephone(units: readonly { code: string; phone?: string }[]): string[] {
  return units.flatMap(({ code, phone }) => (phone ? [code] : []));
}

const DAY_MS = 24 * 60 * 60 * 1000;
const LOOK_AGAIN_MS = 2_000;
const UNSENT_AFTER_MS = 5_000;

/**
 * Compares the case database, the engine, the outbox, documents and their files, text messages and the audit trail. The system
 * may run meanwhile: what is found is looked at again until it is gone or its time is over.
 */
export async function verify(
  database: DataSource,
  engine: EngineOperations,
  clock: Clock,
  options: VerifyOptions,
): Promise<Verified> {
  const until = clock.now().getTime() + options.settleMs;
  let seen = await look(database, engine, clock, options);
  let same = new Set(seen.findings.map(nameOf));
  // what is there twice does not go away
  const passing = () => seen.findings.some(({ rule }) => VERIFY_RULES[rule] !== 'doubled');
  while (same.size > 0 && passing() && clock.now().getTime() < until) {
    await wait(Math.min(LOOK_AGAIN_MS, options.settleMs));
    seen = await look(database, engine, clock, options);
    // what came up only now belongs to work that has just begun
    same = new Set(seen.findings.map(nameOf).filter((name) => same.has(name)));
  }
  return { ...seen, findings: seen.findings.filter((finding) => same.has(nameOf(finding))) };
}

async function look(
  database: DataSource,
  engine: EngineOperations,
  clock: Clock,
  { since, data, units, engineHistoryDays }: VerifyOptions,
): Promise<Verified> {
  const before = new Date(clock.now().getTime() - UNSENT_AFTER_MS);
  const findings = await lookIntoDatabase(database, { since, before, units });
  // The engine first, then our tables: what is registered in between is then no process without a case.
  const theirs = await readEngine(engine, since);
  const forgottenBefore = engineHistoryDays === undefined ? 0 : clock.now().getTime() - engineHistoryDays * DAY_MS;
  const ours = await readCases(database, since, new Date(forgottenBefore));
  findings.push(...compareWithEngine(ours, theirs));
  const files = data ? await lookForFiles(database, since, data) : { checked: 0, findings: [] };
  findings.push(...files.findings);
  const [counts] = await database.query<{ documents: number; notifications: number }[]>(
    `SELECT (SELECT count(*)::int FROM document WHERE issued_at >= $1) AS documents,
            (SELECT count(*)::int FROM notification WHERE created_at >= $1) AS notifications`,
    [since],
  );
  return { cases: ours.cases.length, processes: theirs.trunks.length, files: files.checked, ...counts!, findings };
}

async function lookIntoDatabase(database: DataSource, values: DatabaseValues): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [rule, sql] of Object.entries(DATABASE_RULES) as [VerifyRule, string][]) {
    const rows: { subject: string }[] = await database.query(...bind(sql, values));
    findings.push(...rows.map(({ subject }) => ({ rule, subject })));
  }
  return findings;
}

async function readCases(database: DataSource, since: Date, forgottenBefore: Date): Promise<CaseView> {
  const cases: CaseView['cases'] = await database.query(
    `SELECT c.id, c.number, c.stage, count(o.id) FILTER (WHERE o.sent_at IS NOT NULL)::int AS starts,
       count(o.id) FILTER (WHERE o.sent_at IS NULL)::int AS unsent,
       coalesce(c.closed_at < $2, false) AS forgotten
     FROM hotline_case c LEFT JOIN engine_outbox o ON o.name = 'case-registered' AND o.correlation_key = c.id::text
     WHERE c.registered_at >= $1 GROUP BY c.id`,
    [since, forgottenBefore],
  );
  const assignments: CaseView['assignments'] = await database.query(
    `SELECT a.id, a.case_id AS "caseId", a.status FROM assignment a JOIN hotline_case c ON c.id = a.case_id
     WHERE c.registered_at >= $1`,
    [since],
  );
  const submissions: CaseView['submissions'] = await database.query(
    `SELECT task_key AS "taskKey", completed_at IS NOT NULL AS completed FROM task_submission WHERE submitted_at >= $1`,
    [since],
  );
  return { cases, assignments, submissions };
}

/** Every file that a row names lies where it says, as long as the row says. */
async function lookForFiles(
  database: DataSource,
  since: Date,
  data: string,
): Promise<{ checked: number; findings: Finding[] }> {
  const files: { file: string; folder: string; bytes: string | null }[] = await database.query(
    `SELECT file, 'archive' AS folder, NULL AS bytes FROM archive_bundle b WHERE archived_at >= $1
       AND NOT EXISTS (SELECT FROM case_erasure e WHERE e.case_id = b.case_id)
     UNION ALL SELECT file, 'attachments', bytes::text FROM attachment WHERE uploaded_at >= $1`,
    [since],
  );
  const findings: Finding[] = [];
  for (const { file, folder, bytes } of files) {
    const subject = join(folder, file);
    const found = await stat(join(data, subject)).catch(() => null);
    if (!found) findings.push({ rule: 'file-missing', subject });
    else if (found.size === 0 || (bytes !== null && found.size !== Number(bytes))) {
      findings.push({ rule: 'file-damaged', subject, details: { bytes: found.size, expected: bytes } });
    }
  }
  return { checked: files.length, findings };
}
