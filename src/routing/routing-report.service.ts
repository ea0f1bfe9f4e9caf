import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** How often what a rule or unit was given came back. */
export interface ReturnRate {
  /** Assignments that were routed in the period. */
  assignments: number;
  /** Of these, the ones that were validly returned. */
  returned: number;
  /** Of these, the ones whose return was rejected. */
  rejected: number;
  /** Proposals of the rule, or of this unit, that an agent corrected. */
  corrected: number;
  /** returned / assignments, 0..1; null when there was none. */
  rate: number | null;
}

/** Return rates of a period. */
export interface RoutingReport {
  total: ReturnRate;
  byRule: (ReturnRate & { rule: string })[];
  byUnit: (ReturnRate & { unit: string })[];
}

interface Row {
  name: string | null;
  assignments: number;
  returned: number;
  rejected: number;
  corrected: number;
}

const GIVEN = `count(*)::int AS assignments, count(*) FILTER (WHERE a.status = 'returned')::int AS returned,
  count(*) FILTER (WHERE a.returns_rejected > 0)::int AS rejected`;

/** 退件率 by routing rule and by unit: says which rows of bpmn/routing.dmn and which duties of the registry are wrong. */
@Injectable()
export class RoutingReportService {
  constructor(private readonly dataSource: DataSource) {}

  /** The rates of what a body routed in [body, from, to); an assignment counts under each rule that spoke for its unit. */
  async of(body: string, from: Date, to: Date): Promise<RoutingReport> {
    const byRule = await this.rates('unnest(r.rules)', 'unnest(f.rules)', body, from, to);
    const byUnit = await this.rates('r.unit', 'f.from_unit', body, from, to);
    const [total] = await this.rates("'all'", "'all'", body, from, to);
    return {
      total: rateOf(total ?? { name: null, assignments: 0, returned: 0, rejected: 0, corrected: 0 }),
      byRule: byRule.map((row) => ({ rule: row.name!, ...rateOf(row) })),
      byUnit: byUnit.map((row) => ({ unit: row.name!, ...rateOf(row) })),
    };
  }

  private async rates(given: string, taken: string, body: string, from: Date, to: Date): Promise<Row[]> {
    return this.dataSource.query(
      `WITH given AS (
         SELECT name, ${GIVEN} FROM (SELECT ${given} AS name, r.assignment_id FROM routing_record r
           WHERE r.at >= $1 AND r.at < $2) named JOIN assignment a ON a.id = named.assignment_id
         WHERE a.body = $3 GROUP BY name
       ), taken AS (
         SELECT name, count(*)::int AS corrected FROM (SELECT ${taken} AS name FROM routing_feedback f
           JOIN hotline_case c ON c.id = f.case_id AND c.body = $3 WHERE f.kind = 'correction' AND f.at >= $1 AND f.at < $2) named WHERE name IS NOT NULL GROUP BY name
       )
       SELECT name, coalesce(assignments, 0) AS assignments, coalesce(returned, 0) AS returned,
              coalesce(rejected, 0) AS rejected, coalesce(corrected, 0) AS corrected
       FROM given FULL JOIN taken USING (name) ORDER BY returned DESC, corrected DESC, name`,
      [from, to, body],
    );
  }
}

function rateOf({ assignments, returned, rejected, corrected }: Row): ReturnRate {
  return { assignments, returned, rejected, corrected, rate: assignments > 0 ? returned / assignments : null };
}
