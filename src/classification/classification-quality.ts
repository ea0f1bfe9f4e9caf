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
    const now = await this.proposals(from, to);
    const before = await this.proposals(subDays(from, days), from);
    return {
      from,
      to,
      parts: Object.fromEntries(
        PARTS.map((part) => {
          const outcomes = now.flatMap(({ proposed, stands, confidence }) => {
            const truth = stands[part];
            const value = proposed[part];
            return truth && value ? [{ truth, proposed: value, probability: confidence }] : [];
          });
          const corrected = outcomes.filter(({ truth, proposed }) => truth !== proposed).length;
          return [part, { ...measure(outcomes), corrected }];
        }),
      ),
      drift: Object.fromEntries(
        PARTS.map((part) => [
          part,
          driftOf(
            before.map(({ stands }) => stands[part]),
            now.map(({ stands }) => stands[part]),
          ),
        ]),
      ),
    };
  }

  private proposals(from: Date, to: Date): Promise<Proposed[]> {
    return this.dataSource.query(
      `SELECT e.data AS proposed, coalesce((e.data->>'confidence')::float, 0) AS confidence,
              json_build_object('caseType', c.case_type, 'category', c.category, 'topic', c.topic,
                                'responseLevel', c.response_level) AS stands
       FROM case_event e JOIN hotline_case c ON c.id = e.case_id
       WHERE e.type = 'classified' AND e.at >= $1 AND e.at < $2`,
      [from, to],
    );
  }
}

type Parts = Partial<Record<(typeof PARTS)[number], string | null>>;
interface Proposed {
  proposed: Parts;
  confidence: number;
  stands: Parts;
}

/** The population stability index of two lists of labels, with their shares. */
export function driftOf(
  before: readonly (string | null | undefined)[],
  now: readonly (string | null | undefined)[],
): Drift {
  const known = (labels: typeof before): string[] => labels.filter((label): label is string => Boolean(label));
  const [old, recent] = [known(before), known(now)];
  const share = (labels: string[], value: string): number =>
    labels.length === 0 ? 0 : labels.filter((label) => label === value).length / labels.length;
  const shares = [...new Set([...old, ...recent])]
    .sort()
    .map((value) => ({ value, before: share(old, value), now: share(recent, value) }));
  if (old.length === 0 || recent.length === 0) return { index: 0, shares };
  const index = shares.reduce((sum, one) => {
    const [a, b] = [Math.max(one.before, LITTLE), Math.max(one.now, LITTLE)];
    return sum + (b - a) * Math.log(b / a);
  }, 0);
  return { index, shares };
}
