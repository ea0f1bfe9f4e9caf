import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HotlineConfig } from '../config/hotline-config';
import { assess, type UnitAssessment, type UnitCounts } from './assessment';
import { KPI_TARGETS } from './kpi-targets.token';
import type { KpiTargets } from './kpi-config';
import { type KpiRow, measure } from './kpi';

/** A period: from its first instant to the first one after it. */
export interface Period {
  from: Date;
  to: Date;
}

/** Reads what the measures count, and measures. */
@Injectable()
export class KpiService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: HotlineConfig,
    @Inject(KPI_TARGETS) private readonly targets: KpiTargets,
  ) {}

  /** The measures of D1 一(二) for each day of a period and for all of it. */
  async measures({ from, to }: Period): Promise<{ days: KpiRow[]; total: KpiRow[] }> {
    const calls = await this.rows<{ incoming_at: Date; answered_at: Date | null; ended_at: Date | null }>(
      'SELECT incoming_at, answered_at, ended_at FROM phone_call WHERE incoming_at >= $1 AND incoming_at < $2',
      { from, to },
    );
    // A message counts as replied to when somebody replied, or when its case was answered.
    const messages = await this.rows<{ received_at: Date; replied_at: Date | null; invalid: boolean }>(
      `SELECT m.received_at, m.invalid_at IS NOT NULL AS invalid, LEAST(m.replied_at, (SELECT min(e.at) FROM case_event e
         WHERE e.case_id = m.case_id AND e.type IN ('answered', 'result-recorded'))) AS replied_at
       FROM inbound_message m WHERE m.channel = 'sms' AND m.received_at >= $1 AND m.received_at < $2`,
      { from, to },
    );
    const complaints = await this.rows<{ recorded_at: Date }>(
      'SELECT recorded_at FROM staff_complaint WHERE upheld AND recorded_at >= $1 AND recorded_at < $2',
      { from, to },
    );
    const exclusions = await this.rows<{ scope: 'calls' | 'sms'; period_from: Date; period_to: Date; reason: never }>(
      `SELECT scope, period_from, period_to, reason FROM kpi_exclusion
       WHERE withdrawn_at IS NULL AND period_from < $2 AND period_to > $1`,
      { from, to },
    );
    return measure(
      {
        calls: calls.map((row) => ({
          incomingAt: row.incoming_at,
          answeredAt: row.answered_at,
          endedAt: row.ended_at,
        })),
        messages: messages.map((row) => ({
          receivedAt: row.received_at,
          repliedAt: row.replied_at,
          invalid: row.invalid,
        })),
        complaints: complaints.map((row) => ({ recordedAt: row.recorded_at })),
        exclusions: exclusions.map((row) => ({ ...row, from: row.period_from, to: row.period_to })),
      },
      this.targets,
      this.config.timeZone,
    );
  }

  /** The assessment of a body's units (考核) by what their assignments issued in the period came to. */
  async assessment(period: Period, body: string): Promise<(UnitAssessment & { name: string })[]> {
    const rows = await this.dataSource.query<UnitCounts[]>(UNIT_COUNTS, [period.from, period.to, body]);
    return assess(rows, this.targets.assessment).map((one) => ({
      ...one,
      name: this.config.units.find(({ code }) => code === one.unit)?.name ?? one.unit,
    }));
  }

  private rows<Row>(sql: string, { from, to }: Period): Promise<Row[]> {
    return this.dataSource.query(sql, [from, to]);
  }
}

/** A round's citizen is asked about all units of that round: what they say counts for each of these. */
const UNIT_COUNTS = `
  WITH issued AS (
    SELECT a.*, c.round AS case_round, r.satisfaction FROM assignment a JOIN hotline_case c ON c.id = a.case_id
    LEFT JOIN LATERAL (SELECT satisfaction FROM revisit v WHERE v.case_id = a.case_id AND v.round = a.round
      AND v.satisfaction IS NOT NULL ORDER BY v.attempt DESC LIMIT 1) r ON a.status = 'done'
    WHERE a.issued_at >= $1 AND a.issued_at < $2 AND a.body = $3
  )
  SELECT unit,
    count(*) FILTER (WHERE status = 'done' OR handling_overdue_at IS NOT NULL)::int AS "due",
    count(*) FILTER (WHERE status = 'done' AND done_at <= handling_due)::int AS "onTime",
    count(*) FILTER (WHERE signed_in_at IS NOT NULL OR sign_in_overdue_at IS NOT NULL)::int AS "signInDue",
    count(*) FILTER (WHERE signed_in_at <= sign_in_due)::int AS "signedInOnTime",
    count(*)::int AS "issued",
    count(*) FILTER (WHERE EXISTS (SELECT 1 FROM return_request q WHERE q.assignment_id = issued.id))::int AS "returned",
    count(satisfaction)::int AS "surveyed",
    count(*) FILTER (WHERE satisfaction IN ('satisfied', 'basically-satisfied'))::int AS "satisfied",
    count(*) FILTER (WHERE satisfaction = 'dissatisfied' AND case_round > round)::int AS "redone"
  FROM issued GROUP BY unit ORDER BY unit`;
