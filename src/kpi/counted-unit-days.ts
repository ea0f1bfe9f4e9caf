import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HotlineConfig } from '../config/hotline-config';
import { LOCK } from '../database/advisory-locks';
import type { UnitCounts } from './assessment';
import { onNewBasis, type Period } from './counted-quarters';

/** Days of units that one transaction counts. */
const BATCH = 50;
const COUNTS: Record<Exclude<keyof UnitCounts, 'unit'>, string> = {
  due: `count(*) FILTER (WHERE status = 'done' OR handling_overdue_at IS NOT NULL)`,
  onTime: `count(*) FILTER (WHERE status = 'done' AND done_at <= handling_due)`,
  signInDue: 'count(*) FILTER (WHERE signed_in_at IS NOT NULL OR sign_in_overdue_at IS NOT NULL)',
  signedInOnTime: 'count(*) FILTER (WHERE signed_in_at <= sign_in_due)',
  issued: 'count(*)',
  returned: 'count(*) FILTER (WHERE EXISTS (SELECT 1 FROM return_request q WHERE q.assignment_id = issued.id))',
  surveyed: 'count(satisfaction)',
  satisfied: `count(*) FILTER (WHERE satisfaction IN ('satisfied', 'basically-satisfied'))`,
  redone: `count(*) FILTER (WHERE satisfaction = 'dissatisfied' AND case_round > round)`,
};
const NAMES = Object.keys(COUNTS) as (keyof typeof COUNTS)[];

/** What the units' assignments came to, by the day of their issue: counted ahead, and again where something changed. */
@Injectable()
export class CountedUnitDays {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: HotlineConfig,
  ) {}

  /** The counts of a body's units for what was issued on the local days of a period. */
  async sums(period: Period, body: string): Promise<UnitCounts[]> {
    await this.refresh(period, body);
    const sums = NAMES.map((_name, index) => `sum(counts[${index + 1}])::int`);
    const rows: { unit: string; counts: number[] }[] = await this.dataSource.query(
      `SELECT unit, ARRAY[${sums.join(', ')}] AS counts FROM kpi_unit_day
        WHERE body = $4 AND day >= ($1::timestamptz AT TIME ZONE $3)::date AND day < ($2::timestamptz AT TIME ZONE $3)::date
        GROUP BY unit ORDER BY unit`,
      [period.from, period.to, this.config.timeZone, body],
    );
    return rows.map(({ unit, counts }) => ({
      unit,
      ...(Object.fromEntries(NAMES.map((name, index) => [name, counts[index]!])) as Omit<UnitCounts, 'unit'>),
    }));
  }

  /** Counts again what changed of a body's assignments that were issued within a period. */
  async refresh(period: Period, body: string): Promise<void> {
    const zone = this.config.timeZone;
    await onNewBasis(this.dataSource, 'unit-day', zone, LOCK.unitDays, [
      ['DELETE FROM kpi_unit_change'],
      ['DELETE FROM kpi_unit_day'],
      [COUNT_ALL, [zone]],
    ]);
    while (await this.countSome(period, body));
  }

  /** Answers whether there may be more to count. */
  private async countSome({ from, to }: Period, body: string): Promise<boolean> {
    const changed = 'FROM kpi_unit_change WHERE body = $1 AND at >= $2 AND at < $3';
    const found: unknown[] = await this.dataSource.query(`SELECT 1 ${changed} LIMIT 1`, [body, from, to]);
    if (found.length === 0) return false;
    return this.dataSource.transaction(async (manager) => {
      // one at a time: an earlier count must never overwrite a later one
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK.unitDays]);
      // A mark is committed with what it tells of: whoever takes the mark sees the change.
      const [marks] = await manager.query<[{ day: string; unit: string }[], number]>(
        `WITH first AS (SELECT id, unit, (at AT TIME ZONE $5)::date AS day ${changed} ORDER BY at LIMIT $6),
           days AS (SELECT DISTINCT unit, day FROM first LIMIT $4)
         DELETE FROM kpi_unit_change WHERE id IN (SELECT id FROM first JOIN days USING (unit, day))
         RETURNING to_char(at AT TIME ZONE $5, 'YYYY-MM-DD') AS day, unit`,
        [body, from, to, BATCH, this.config.timeZone, 100 * BATCH],
      );
      const keys = [...new Map(marks.map((mark) => [`${mark.day} ${mark.unit}`, mark])).values()];
      const of = [body, keys.map(({ day }) => day), keys.map(({ unit }) => unit)];
      await manager.query(
        `DELETE FROM kpi_unit_day d USING unnest($2::date[], $3::text[]) AS k (day, unit)
          WHERE d.body = $1 AND d.day = k.day AND d.unit = k.unit`,
        of,
      );
      await manager.query(COUNT, [...of, this.config.timeZone]);
      return marks.length > 0;
    });
  }
}

/** A round's citizen is asked about all units of that round: what they say counts for each of these. */
const ISSUED = `a.*, c.round AS case_round, r.satisfaction
    FROM assignment a JOIN hotline_case c ON c.id = a.case_id
    LEFT JOIN LATERAL (SELECT satisfaction FROM revisit v WHERE v.case_id = a.case_id AND v.round = a.round
      AND v.satisfaction IS NOT NULL ORDER BY v.attempt DESC LIMIT 1) r ON a.status = 'done'`;
const COUNTED = `INSERT INTO kpi_unit_day (body, unit, day, counts)
  SELECT body, unit, issue_day, ARRAY[${Object.values(COUNTS).join(', ')}] FROM issued GROUP BY 1, 2, 3`;

/** Each day of a unit by itself (OFFSET 0): of a dozen together PostgreSQL would rather read all assignments there ever were. */
const COUNT = `
  WITH issued AS (
    SELECT k.day AS issue_day, issued.* FROM unnest($2::date[], $3::text[]) AS k (day, unit)
    CROSS JOIN LATERAL (SELECT ${ISSUED} WHERE a.unit = k.unit AND a.body = $1
      AND a.issued_at >= k.day::timestamp AT TIME ZONE $4 AND a.issued_at < (k.day + 1)::timestamp AT TIME ZONE $4
      OFFSET 0) issued
  ) ${COUNTED}`;

const COUNT_ALL = `
  WITH issued AS (
    SELECT (a.issued_at AT TIME ZONE $1)::date AS issue_day, ${ISSUED} WHERE a.issued_at IS NOT NULL
  ) ${COUNTED}`;
