import { tz } from '@date-fns/tz';
import { Inject, Injectable } from '@nestjs/common';
import { format } from 'date-fns';
import { DataSource, type EntityManager } from 'typeorm';
import { HotlineConfig } from '../config/hotline-config';
import { LOCK } from '../database/advisory-locks';
import {
  type CallFact,
  type Count,
  countBy,
  type Counts,
  type ExclusionFact,
  type Facts,
  MEASURES,
  type SmsFact,
  type UpheldComplaint,
} from './kpi';
import type { KpiTargets } from './kpi-config';
import { KPI_TARGETS } from './kpi-targets.token';

/** A period: from its first instant to the first one after it. */
export interface Period {
  from: Date;
  to: Date;
}

/** Quarters that one transaction counts. */
const BATCH = 96;
const QUARTER_MS = 15 * 60 * 1000;
const MIDNIGHT = '00:00:00.000';
const PARTS = ['numerator', 'denominator', 'excluded'] as const;
/** All there is. */
export const EVER: Period = { from: new Date(-8.64e12), to: new Date(8.64e12) };

/** The sums of some rows' counts. */
const SUMS = Array.from(
  { length: MEASURES.length * PARTS.length },
  (_, index) => `sum(counts[${index + 1}])::int`,
).join(', ');
const SUMS_BY_DAY = `SELECT day::text, ARRAY[${SUMS}] AS counts FROM kpi_day
   WHERE day >= ($1::timestamptz AT TIME ZONE $3)::date AND day < ($2::timestamptz AT TIME ZONE $3)::date
     AND body = $4 AND ($5::text IS NULL OR line = $5) GROUP BY day`;
const SUMS_BY_QUARTER = `SELECT day::text, ARRAY[${SUMS}] AS counts
   FROM (SELECT (quarter AT TIME ZONE $3)::date AS day, counts FROM kpi_quarter
          WHERE quarter >= $1 AND quarter < $2 AND body = $4 AND ($5::text IS NULL OR line = $5)) found GROUP BY day`;

/**
 * What the measures of D1 一(二) count, by quarter of an hour, and added up by local day: counted ahead, and again where something
 * changed.
 */
@Injectable()
export class CountedQuarters {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: HotlineConfig,
    @Inject(KPI_TARGETS) private readonly targets: KpiTargets,
  ) {}

  /** A body's counts of each local day (yyyy-MM-dd) of a period on which something came in; of one of its lines, if it is named. */
  async days(period: Period, body: string, line?: string): Promise<Map<string, Counts>> {
    await this.refresh(period);
    const { timeZone } = this.config;
    const wholeDays = [period.from, period.to].every(
      (at) => format(at, 'HH:mm:ss.SSS', { in: tz(timeZone) }) === MIDNIGHT,
    );
    const rows: { day: string; counts: number[] }[] = await this.dataSource.query(
      wholeDays ? SUMS_BY_DAY : SUMS_BY_QUARTER,
      [period.from, period.to, timeZone, body, line ?? null],
    );
    return new Map(rows.map(({ day, counts }) => [day, countsOf(counts)]));
  }

  /** Counts again what changed within a period. */
  async refresh(period: Period): Promise<void> {
    await this.checkBasis();
    while (await this.countSome(period));
  }

  /** Answers whether there may be more to count. */
  private async countSome(period: Period): Promise<boolean> {
    const changed = 'SELECT at FROM kpi_change WHERE at >= $1 AND at < $2';
    const found: unknown[] = await this.dataSource.query(`${changed} LIMIT 1`, [period.from, period.to]);
    if (found.length === 0) return false;
    return this.dataSource.transaction(async (manager) => {
      // one at a time: an earlier count must never overwrite a later one
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK.quarters]);
      // A mark is committed with what it tells of: whoever takes the mark sees the change.
      const [marks] = await manager.query<[{ at: Date }[], number]>(
        `DELETE FROM kpi_change WHERE id IN (SELECT c.id FROM kpi_change c, (
           SELECT DISTINCT date_bin('15 minutes', at, 'epoch') AS quarter FROM (${changed} ORDER BY at LIMIT $3) m
            LIMIT $4) q WHERE c.at >= q.quarter AND c.at < q.quarter + interval '15 minutes') RETURNING at`,
        [period.from, period.to, 100 * BATCH, BATCH],
      );
      const quarters = [...new Set(marks.map(({ at }) => quarterOf(at)))];
      await this.count(manager, quarters);
      return quarters.length > 0;
    });
  }

  private async count(manager: EntityManager, quarters: string[]): Promise<void> {
    const counted = partsOf(await factsOf(manager, quarters)).flatMap(({ body, line, facts }) =>
      [...countBy(quarterOf, facts, this.targets, this.config.timeZone)].map(([quarter, counts]) => ({
        quarter,
        body,
        line,
        counts: `{${numbersOf(counts).join(',')}}`,
      })),
    );
    await manager.query('DELETE FROM kpi_quarter WHERE quarter = ANY ($1::timestamptz[])', [quarters]);
    await manager.query(
      `INSERT INTO kpi_quarter (quarter, body, line, counts) SELECT q.quarter::timestamptz, q.body, q.line, q.counts::integer[]
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS q (quarter, body, line, counts)`,
      (['quarter', 'body', 'line', 'counts'] as const).map((column) => counted.map((row) => row[column])),
    );
    await this.addUp(manager, quarters);
  }

  /** Adds up the days of some quarters. */
  private async addUp(manager: EntityManager, quarters: string[]): Promise<void> {
    const days: { day: string }[] = await manager.query(
      'SELECT DISTINCT (quarter AT TIME ZONE $2)::date::text AS day FROM unnest($1::timestamptz[]) quarter',
      [quarters, this.config.timeZone],
    );
    const changed = days.map(({ day }) => day);
    await manager.query('DELETE FROM kpi_day WHERE day = ANY ($1::date[])', [changed]);
    await manager.query(
      `INSERT INTO kpi_day (body, day, line, counts) SELECT body, day, line, ARRAY[${SUMS}]
         FROM unnest($1::date[]) day JOIN kpi_quarter ON quarter >= day::timestamp AT TIME ZONE $2
          AND quarter < (day + 1)::timestamp AT TIME ZONE $2 GROUP BY body, day, line`,
      [changed, this.config.timeZone],
    );
  }

  /** Another limit or time zone: everything is counted again. */
  private async checkBasis(): Promise<void> {
    const { inTimeSeconds, validSeconds } = this.targets.calls;
    const basis = JSON.stringify({ inTimeSeconds, validSeconds, zone: this.config.timeZone });
    await onNewBasis(this.dataSource, 'quarter', basis, LOCK.quarters, [
      ['DELETE FROM kpi_quarter'],
      ['DELETE FROM kpi_day'],
      [
        `INSERT INTO kpi_change (at) SELECT DISTINCT date_bin('15 minutes', at, 'epoch') FROM (
         SELECT incoming_at AS at FROM phone_call WHERE incoming_at IS NOT NULL
         UNION ALL SELECT received_at FROM inbound_message WHERE channel = 'sms'
         UNION ALL SELECT recorded_at FROM staff_complaint WHERE upheld) fact`,
      ],
    ]);
  }
}

/** Runs statements once where what a kind of figures is counted by is another than it was. */
export async function onNewBasis(
  dataSource: DataSource,
  kind: string,
  basis: string,
  lock: number,
  statements: [text: string, values?: unknown[]][],
): Promise<void> {
  const same: unknown[] = await dataSource.query('SELECT 1 FROM kpi_basis WHERE kind = $1 AND basis = $2', [
    kind,
    basis,
  ]);
  if (same.length > 0) return;
  await dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [lock]);
    const [changed] = await manager.query<[unknown?]>(
      `INSERT INTO kpi_basis VALUES ($1, $2) ON CONFLICT (kind) DO UPDATE SET basis = EXCLUDED.basis
        WHERE kpi_basis.basis <> EXCLUDED.basis RETURNING kind`,
      [kind, basis],
    );
    if (changed) for (const [text, values] of statements) await manager.query(text, values);
  });
}

/** Whose a fact is: a body's, and a line's where it is a call to one. */
type Owned<Fact> = Fact & { body: string; line: string };
interface OwnedFacts {
  calls: Owned<CallFact>[];
  messages: Owned<SmsFact>[];
  complaints: Owned<UpheldComplaint>[];
  exclusions: (ExclusionFact & { body: string })[];
}

/** The facts of each body and line by themselves, with the exclusions of their body. */
function partsOf(all: OwnedFacts): { body: string; line: string; facts: Facts }[] {
  const parts = new Map<string, { body: string; line: string; facts: Facts }>();
  const partOf = ({ body, line }: Owned<unknown>): Facts => {
    const key = `${body} ${line}`;
    const exclusions = all.exclusions.filter((one) => one.body === body);
    const found = parts.get(key) ?? { body, line, facts: { calls: [], messages: [], complaints: [], exclusions } };
    parts.set(key, found);
    return found.facts;
  };
  for (const call of all.calls) partOf(call).calls.push(call);
  for (const message of all.messages) partOf(message).messages.push(message);
  for (const complaint of all.complaints) partOf(complaint).complaints.push(complaint);
  return [...parts.values()];
}

async function factsOf(manager: EntityManager, quarters: string[]): Promise<OwnedFacts> {
  const within = (column: string): string =>
    `unnest($1::timestamptz[]) q WHERE ${column} >= q AND ${column} < q + interval '15 minutes'`;
  const rows = <Row>(sql: string): Promise<Row[]> => manager.query(sql, [quarters]);
  return {
    calls: await rows(
      `SELECT body, COALESCE(line, '') AS line, incoming_at AS "incomingAt", answered_at AS "answeredAt", ended_at AS "endedAt"
         FROM phone_call, ${within('incoming_at')}`,
    ),
    // A message counts as replied to when somebody replied, or when its case was answered.
    messages: await rows(
      `SELECT m.body, '' AS line, m.received_at AS "receivedAt", m.invalid_at IS NOT NULL AS invalid,
              LEAST(m.replied_at, (SELECT min(e.at) FROM case_event e
                WHERE e.case_id = m.case_id AND e.type IN ('answered', 'result-recorded'))) AS "repliedAt"
         FROM inbound_message m, ${within('m.received_at')} AND m.channel = 'sms'`,
    ),
    complaints: await rows(
      `SELECT body, '' AS line, recorded_at AS "recordedAt" FROM staff_complaint, ${within('recorded_at')} AND upheld`,
    ),
    exclusions: await rows(
      `SELECT DISTINCT body, scope, period_from AS "from", period_to AS "to", reason FROM kpi_exclusion,
         unnest($1::timestamptz[]) q
        WHERE withdrawn_at IS NULL AND period_from < q + interval '15 minutes' AND period_to > q`,
    ),
  };
}

const quarterOf = (instant: Date): string =>
  new Date(Math.floor(instant.getTime() / QUARTER_MS) * QUARTER_MS).toISOString();

const numbersOf = (counts: Counts): number[] =>
  MEASURES.flatMap((measure) => PARTS.map((part) => counts[measure][part]));

function countsOf(numbers: number[]): Counts {
  return Object.fromEntries(
    MEASURES.map((measure, index) => {
      const [numerator, denominator, excluded] = numbers.slice(index * PARTS.length);
      return [measure, { numerator, denominator, excluded } as Count];
    }),
  ) as Counts;
}
