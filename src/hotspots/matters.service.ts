import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { forecastVolume, type Forecast } from './forecast';
import { heatOf, type Heat } from './heat';
import { keyWords } from './key-words';

/** A hot matter: what it is about, how hot and why, and how it went day by day. */
export interface HotMatter extends Heat {
  id: string;
  /** Key words of its titles. */
  name: string;
  cases: number;
  firstAt: Date;
  lastAt: Date;
  category: string | null;
  area: string | null;
  unit: string | null;
  /** Cases a day of the window, oldest first. */
  trend: number[];
  openedBy: string | null;
}

interface Row {
  id: string;
  firstAt: Date;
  lastAt: Date;
  openedBy: string | null;
  titles: string[];
  category: string | null;
  area: string | null;
  unit: string | null;
  ages: number[];
  before: number;
  urges: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_SHOWN = 50;
/** Matters whose heat is computed: those of the most cases in the window. */
const MOST_COMPUTED = 500;
const MOST_TITLES = 30;
/** A forecast looks back so many days. */
const PAST_DAYS = 182;

/** Hot spots (热点) as matters of many cases: heat, trend, forecast. */
@Injectable()
export class MattersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
  ) {}

  /** A body's hottest matters of the window that config/similarity.yaml says, hottest first. */
  async hottest(body: string, filter: { category?: string; area?: string; limit?: number } = {}): Promise<HotMatter[]> {
    const { heat: figures } = this.config.similarity;
    const now = this.clock.now();
    const from = new Date(now.getTime() - figures.windowDays * DAY_MS);
    const rows: Row[] = await this.dataSource.query(QUERY, [
      now,
      from,
      new Date(from.getTime() - figures.windowDays * DAY_MS),
      figures.minimumCases,
      MOST_COMPUTED,
      MOST_TITLES,
      body,
    ]);
    return rows
      .filter(
        (row) => (!filter.category || row.category === filter.category) && (!filter.area || row.area === filter.area),
      )
      .map(({ titles, ages, before, urges, ...row }) => ({
        ...row,
        ...heatOf({ ages, before, urges }, figures),
        name: keyWords(titles),
        cases: ages.length,
        trend: trendOf(ages, figures.windowDays),
      }))
      .sort((one, other) => other.heat - one.heat || one.id.localeCompare(other.id))
      .slice(0, Math.min(filter.limit ?? MOST_SHOWN, MOST_SHOWN));
  }

  /** The cases of a body's matter, newest first. */
  async casesOf(
    body: string,
    matterId: string,
  ): Promise<{ id: string; number: string; title: string | null; receivedAt: Date }[]> {
    return this.dataSource.query(
      `SELECT c.id, c.number, c.title, c.received_at AS "receivedAt" FROM case_sketch s
       JOIN hotline_case c ON c.id = s.case_id WHERE s.matter_id = $1 AND s.body = $2 ORDER BY s.received_at DESC LIMIT 200`,
      [matterId, body],
    );
  }

  /** A body's expected cases a day of each category for the next days, with the error on the past. */
  async forecast(body: string, days: number): Promise<({ category: string } & Forecast)[]> {
    const now = this.clock.now();
    const from = new Date(now.getTime() - PAST_DAYS * DAY_MS);
    const rows: { category: string; ages: number[] }[] = await this.dataSource.query(
      `SELECT category, array_agg(floor(extract(epoch FROM $1::timestamptz - received_at) / 86400)::int) AS ages
       FROM hotline_case WHERE received_at >= $2 AND received_at < $1 AND category IS NOT NULL AND body = $3
       GROUP BY category ORDER BY category`,
      [now, from, body],
    );
    return rows.map(({ category, ages }) => {
      const oldest = Math.max(...ages);
      return { category, ...forecastVolume(trendOf(ages, oldest + 1), days) };
    });
  }
}

/** Cases a day from ages in days: the oldest day first, today last. */
function trendOf(ages: readonly number[], days: number): number[] {
  const trend = Array<number>(days).fill(0);
  for (const age of ages) {
    const day = days - 1 - Math.floor(age);
    if (day >= 0 && day < days) trend[day] = trend[day]! + 1;
  }
  return trend;
}

const QUERY = `
  WITH active AS (
    SELECT s.matter_id, count(*) FILTER (WHERE s.received_at >= $2) AS cases,
           count(*) FILTER (WHERE s.received_at < $2) AS before
    FROM case_sketch s WHERE s.received_at >= $3 AND s.received_at <= $1 AND s.body = $7
    GROUP BY s.matter_id HAVING count(*) FILTER (WHERE s.received_at >= $2) >= $4
    ORDER BY cases DESC LIMIT $5
  )
  SELECT m.id, m.first_at AS "firstAt", m.last_at AS "lastAt", m.opened_by AS "openedBy", a.before::int AS before,
         own.titles, own.category, own.area, own.ages, own.urges::int AS urges,
         (SELECT x.unit FROM assignment x JOIN case_sketch y ON y.case_id = x.case_id
          WHERE y.matter_id = m.id AND x.role = 'lead' AND x.body = $7 GROUP BY x.unit ORDER BY count(*) DESC LIMIT 1) AS unit
  FROM active a JOIN matter m ON m.id = a.matter_id,
  LATERAL (
    SELECT (array_agg(COALESCE(c.title, left(c.content, 40)) ORDER BY c.received_at DESC))[1:$6] AS titles,
           mode() WITHIN GROUP (ORDER BY c.category) AS category, mode() WITHIN GROUP (ORDER BY c.area) AS area,
           array_agg(extract(epoch FROM $1::timestamptz - c.received_at)::float8 / 86400) AS ages,
           sum((SELECT count(*) FROM urge u WHERE u.case_id = c.id AND u.urged_at >= $2)) AS urges
    FROM case_sketch s JOIN hotline_case c ON c.id = s.case_id
    WHERE s.matter_id = m.id AND s.body = $7 AND s.received_at >= $2 AND s.received_at <= $1
  ) own`;
