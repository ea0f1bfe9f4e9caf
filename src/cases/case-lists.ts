import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Principal } from '../identity/principal';
import { Problem } from '../problems/problem';
import { type CaseSummary, SUMMARY, summaryOf } from './case-queries';
import { CaseSearch } from './case-search';
import { type CaseNarrowing, newestCases, type Place } from './case-source';
import { Case } from './case.entity';
import { Parameters } from './statement';

/** What a list of cases is narrowed by. */
export interface CaseFilter extends Omit<CaseNarrowing, 'after'> {
  search?: string;
  /** The `next` of an earlier answer: the list goes on behind it, whatever `page` says. */
  after?: string;
  page: number;
  pageSize: number;
}

/** A page of cases. */
export interface CasePage {
  items: CaseSummary[];
  /** How many there are, counted up to a hundred behind this page. */
  total: number;
  /** Are there more than `total`? */
  more: boolean;
  /** Where the list goes on; null at its end. */
  next: string | null;
}

/** Cases that are counted behind a page: enough to page on, and as fast among millions. */
const COUNTED_AHEAD = 100;
/** Cases that pages may skip; whoever goes on follows `next`. */
const MOST_SKIPPED = 10_000;
const AT = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Lists of cases: a unit sees the cases that it has or had an assignment of, a hotline body its own and those handed down to it. */
@Injectable()
export class CaseLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly search: CaseSearch,
  ) {}

  /** A page of cases, newest first. */
  async list(principal: Principal, { search, after, page, pageSize, ...narrowing }: CaseFilter): Promise<CasePage> {
    const skipped = after ? 0 : (page - 1) * pageSize;
    if (skipped > MOST_SKIPPED) throw invalid('page');
    const limit = skipped + pageSize + COUNTED_AHEAD;
    const narrowed = { ...narrowing, ...(after ? { after: placeOf(after) } : {}) };
    const text = search?.trim();
    const found = text
      ? await this.search.find(principal, text, narrowed, limit)
      : await this.newest(principal, narrowed, limit);
    const shown = found.slice(skipped, skipped + pageSize);
    const last = shown.at(-1);
    return {
      items: await this.summaries(shown),
      total: found.length,
      more: found.length === limit,
      next: last && found.length > skipped + pageSize ? cursorOf(last) : null,
    };
  }

  private newest(principal: Principal, narrowing: CaseNarrowing, limit: number): Promise<Place[]> {
    const parameters = new Parameters();
    const source = newestCases(principal, narrowing, limit, parameters);
    return this.dataSource.query(
      `SELECT id, received_at::text AS at FROM (${source}) found ORDER BY received_at DESC, id DESC`,
      parameters.values,
    );
  }

  private async summaries(places: Place[]): Promise<CaseSummary[]> {
    const ids = places.map(({ id }) => id);
    const cases = await this.dataSource.getRepository(Case).find({ select: SUMMARY, where: { id: In(ids) } });
    const byId = new Map(cases.map((found) => [found.id, found]));
    return ids.flatMap((id) => (byId.has(id) ? [summaryOf(byId.get(id)!)] : []));
  }
}

const cursorOf = ({ at, id }: Place): string => Buffer.from(`${at}/${id}`).toString('base64url');

function placeOf(cursor: string): Place {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('/');
  if (!at || !id || !AT.test(at) || !ID.test(id)) throw invalid('after');
  return { at, id };
}

function invalid(field: string): Problem {
  return new Problem('validation-failed', {}, { errors: [{ field, code: 'invalid' }] });
}
