import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { type AreaCount, type BoardArea, summedUp, withBelow } from './area-tree';

/** Why a case stands on the board. */
export const BOARD_LISTS = ['due', 'overdue', 'hot', 'instructed', 'supervised'] as const;
export type BoardList = (typeof BOARD_LISTS)[number];

/** A case as the board shows it. */
export interface BoardRow {
  caseId: string;
  number: string;
  title: string | null;
  stage: string;
  caseType: string | null;
  urgency: string | null;
  area: string | null;
  unit: string | null;
  unitName: string | null;
  /** The next deadline of an open assignment: sign-in, then handling. */
  due: Date | null;
  /** Is it being supervised? */
  supervised: boolean;
}

/** The supervision board. */
export interface Board {
  counts: Record<BoardList, number>;
  areas: BoardArea[];
}

const DUE_WITHIN = `interval '24 hours'`;
const LISTED = 200;
/** Open cases with the assignment whose deadline comes first. */
const OPEN = `
  SELECT c.id AS "caseId", c.number, c.title, c.stage, c.case_type AS "caseType", c.urgency, c.area, c.hot, c.instructed,
         a.unit, a.due, EXISTS (SELECT 1 FROM supervision s WHERE s.case_id = c.id AND s.status IN ('requested', 'open')) AS supervised
    FROM hotline_case c
    LEFT JOIN LATERAL (
      SELECT unit, CASE WHEN signed_in_at IS NULL THEN least(sign_in_due, handling_due) ELSE handling_due END AS due
        FROM assignment WHERE case_id = c.id AND status IN ('issued', 'signed-in') ORDER BY 2 LIMIT 1) a ON true
   WHERE c.stage <> 'archived' AND c.body = $2`;
/** Which of the open cases a list has; $1 is now, $2 the body. */
const ON_LIST: Record<BoardList, string> = {
  due: `due BETWEEN $1 AND $1 + ${DUE_WITHIN}`,
  overdue: 'due < $1',
  hot: 'hot',
  instructed: 'instructed',
  supervised: 'supervised',
};

/** What supervisors press on (D1 一(一)4): due within a day, overdue, hot, instructed, supervised; by list and by area. */
@Injectable()
export class BoardService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
  ) {}

  /** The figures of the board. */
  async board(body: string): Promise<Board> {
    const now = this.clock.now();
    const filters = BOARD_LISTS.map((list) => `count(*) FILTER (WHERE ${ON_LIST[list]})::int AS ${list}`);
    const [counts] = await this.dataSource.query<Record<BoardList, number>[]>(
      `SELECT ${filters.join(', ')} FROM (${OPEN}) open`,
      [now, body],
    );
    const areas = await this.dataSource.query<AreaCount[]>(
      `SELECT area, count(*)::int AS open, count(*) FILTER (WHERE ${ON_LIST.overdue})::int AS overdue,
              count(*) FILTER (WHERE hot)::int AS hot FROM (${OPEN}) open GROUP BY area ORDER BY 3 DESC, 2 DESC`,
      [now, body],
    );
    return { counts: counts!, areas: summedUp(areas, this.config.areas) };
  }

  /** The cases of a list, the most pressing first; of one area and those below it if it is named. */
  async list(body: string, list: BoardList, area?: string): Promise<BoardRow[]> {
    const rows = await this.dataSource.query<(BoardRow & Record<string, unknown>)[]>(
      `SELECT * FROM (${OPEN}) open WHERE ${ON_LIST[list]} AND $1::timestamptz IS NOT NULL
          AND ($3::text[] IS NULL OR area = ANY($3)) ORDER BY due NULLS LAST, number LIMIT ${LISTED}`,
      [this.clock.now(), body, area === undefined ? null : withBelow(area, this.config.areas)],
    );
    return rows.map(({ caseId, number, title, stage, caseType, urgency, area: where, unit, due, supervised }) => ({
      caseId,
      number,
      title,
      stage,
      caseType,
      urgency,
      area: where,
      unit,
      unitName: this.config.units.find(({ code }) => code === unit)?.name ?? unit,
      due,
      supervised: supervised === true,
    }));
  }
}
