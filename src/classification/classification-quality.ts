import { Injectable } from '@nestjs/common';
import { subDays } from 'date-fns';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { measure, type Quality } from '../text-model';

/** How right the proposals of a period were, by what the cases are now, and how much the messages changed. */
export interface QualityReport {
  from: Date;
  to: Date;
  /** By part: proposals against what people left standing. */
  parts: Record<string, Quality & { corrected: number }>;
  /** By part: how far the mix of labels is from the period before. */
  drift: Record<string, Drift>;
}

export interface Drift {
  /** Population stability index: below 0.1 little changed, above 0.25 much. */
  index: number;
  shares: { value: string; before: number; now: number }[];
}

const PARTS = ['caseType', 'category', 'topic', 'responseLevel'] as const;
/** Stands for a share of nothing, of which the index knows no logarithm. */
const LITTLE = 0.001;

/** Quality and drift of classification, from the histories of the cases. */
@Injectable()
export class ClassificationQuality {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The last `days` days, compared with as many before. A proposal counts as right when nobody changed it. */
  async report(days: number): Promise<QualityReport> {
    const to = this.clock.now();
    const from = subDays(to, days);
    const now = await this.tally(from, to);
    const before = await this.tally(subDays(from, days), from);
    return {
      from,
      to,
      parts: Object.fromEntries(
        PARTS.map((part) => {
          const outcomes = of(part, now).flatMap(({ truth, proposed, probability, count }) =>
            truth && proposed ? [{ truth, proposed, probability, count }] : [],
          );
          const corrected = outcomes.reduce(
            (sum, { truth, proposed, count }) => sum + (truth === proposed ? 0 : count),
            0,
          );
          return [part, { ...measure(outcomes), corrected }];
        }),
      ),
      drift: Object.fromEntries(PARTS.map((part) => [part, driftOf(of(part, before), of(part, now))])),
    };
  }

  /** Proposals counted by the database: a city has millions a year. */
  private tally(from: Date, to: Date): Promise<Tallied[]> {
    return this.dataSource.query(
      `SELECT part.name AS part, part.truth, e.data->>part.name AS proposed, sure.probability::float AS probability,
              count(*)::int AS count
       FROM case_event e JOIN hotline_case c ON c.id = e.case_id
       CROSS JOIN LATERAL (VALUES ('caseType', c.case_type), ('category', c.category), ('topic', c.topic),
                                  ('responseLevel', c.response_level)) AS part (name, truth)
       CROSS JOIN LATERAL (SELECT round(coalesce(
           jsonb_path_query_first(c.because, '$[*] ? (@.part == $name).probability', jsonb_build_object('name', part.name))::numeric,
           (e.data->>'confidence')::numeric, 0), 2) AS probability) AS sure
       WHERE e.type = 'classified' AND e.at >= $1 AND e.at < $2
       GROUP BY 1, 2, 3, 4`,
      [from, to],
    );
  }
}

/** So many proposals of a part had this label, with this probability, where people left that one standing. */
interface Tallied {
  part: (typeof PARTS)[number];
  truth: string | null;
  proposed: string | null;
  probability: number;
  count: number;
}

function of(part: Tallied['part'], tallied: readonly Tallied[]): Tallied[] {
  return tallied.filter((one) => one.part === part);
}

/** How many there are of what is labelled so. */
type Labelled = Pick<Tallied, 'truth' | 'count'>;

/** The population stability index of the labels of two periods, with their shares. */
export function driftOf(before: readonly Labelled[], now: readonly Labelled[]): Drift {
  const [old, recent] = [countsOf(before), countsOf(now)];
  const share = (counts: Map<string, number>, value: string): number => {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return all === 0 ? 0 : (counts.get(value) ?? 0) / all;
  };
  const shares = [...new Set([...old.keys(), ...recent.keys()])]
    .sort()
    .map((value) => ({ value, before: share(old, value), now: share(recent, value) }));
  if (old.size === 0 || recent.size === 0) return { index: 0, shares };
  const index = shares.reduce((sum, one) => {
    const [a, b] = [Math.max(one.before, LITTLE), Math.max(one.now, LITTLE)];
    return sum + (b - a) * Math.log(b / a);
  }, 0);
  return { index, shares };
}

function countsOf(labelled: readonly Labelled[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { truth, count } of labelled) if (truth) counts.set(truth, (counts.get(truth) ?? 0) + count);
  return counts;
}
