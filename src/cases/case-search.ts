import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Principal } from '../identity/principal';
import { all, type CaseNarrowing, conditionsOn, newestCases, type Place } from './case-source';
import { Parameters } from './statement';

/** Of a frequent word the newest cases hold enough; they are read as they stand in the list. */
const NEWEST = 500;
/** A word of one character has no pair to look up: it is looked for in so many of the newest cases only. */
const NEWEST_OF_ONE_CHARACTER = 5_000;
/** Weeks that one statement goes back, at most: it starts with one and doubles. */
const MOST_WEEKS = 64;
/** Words that are looked for; all of them must be in the text. */
const MOST_WORDS = 5;
const WEEK_BITS = 42n;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** Cases that are read further in the order of the list, where so many hold enough of what the newest ones held some of. */
const MOST_READ_ON = 2_500;
/** Digits that may be the beginning or the end of a case number, and so many that they are none but where no number has them. */
const NUMBER = /^\d{4,}$/;
const SURELY_NUMBER = /^\d{6,}$/;

interface Row extends Place {
  matches: boolean;
}

/** A text as it is searched for. */
interface Words {
  /** In lower case, as the searched text is. */
  texts: string[];
  /** The pairs of characters of all words, without a week. */
  keys: bigint[];
}

/** Finds cases by a text that their title or content holds, or by their number: newest first, as far as asked. */
@Injectable()
export class CaseSearch {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest `limit` cases that hold every word of the text and that the principal may see. */
  async find(principal: Principal, text: string, narrowing: CaseNarrowing, limit: number): Promise<Place[]> {
    const split = text.trim().split(/\s+/).slice(0, MOST_WORDS);
    const words = await this.wordsOf(split);
    const byNumber =
      split.length === 1 && NUMBER.test(split[0]!) ? await this.byNumber(principal, split[0]!, narrowing, limit) : [];
    if (byNumber.length > 0 && SURELY_NUMBER.test(split[0]!)) return byNumber;
    const byText = await this.byText(principal, words, narrowing, limit);
    const known = new Set(byText.map(({ id }) => id));
    return [...byText, ...byNumber.filter(({ id }) => !known.has(id))].sort(newestFirst).slice(0, limit);
  }

  private async byText(principal: Principal, words: Words, narrowing: CaseNarrowing, limit: number): Promise<Place[]> {
    const looked = words.keys.length > 0 ? NEWEST : NEWEST_OF_ONE_CHARACTER;
    const newest = await this.newest(principal, words.texts, narrowing, looked);
    const found: Place[] = newest.filter(({ matches }) => matches).slice(0, limit);
    if (found.length >= limit || newest.length < looked || words.keys.length === 0) return found;
    let after: Place = newest.at(-1)!;
    const needed = Math.ceil(((limit - found.length) / found.length) * looked * 1.5);
    if (needed <= MOST_READ_ON) {
      const further = await this.newest(principal, words.texts, { ...narrowing, after }, needed);
      found.push(...further.filter(({ matches }) => matches).slice(0, limit - found.length));
      if (found.length >= limit || further.length < needed) return found;
      after = further.at(-1)!;
    }
    return [...found, ...(await this.goBack(principal, words, { ...narrowing, after }, limit - found.length))];
  }

  /** The newest cases of the list, each with whether it holds the words. */
  private newest(principal: Principal, texts: string[], narrowing: CaseNarrowing, looked: number): Promise<Row[]> {
    const parameters = new Parameters();
    const source = newestCases(principal, narrowing, looked, parameters);
    return this.dataSource.query(
      `SELECT n.id, n.received_at::text AS at, ${all(holds(texts, parameters))} AS matches
         FROM (${source}) n
        CROSS JOIN LATERAL (SELECT searched FROM case_search WHERE case_id = n.id OFFSET 0) s
        ORDER BY n.received_at DESC, n.id DESC`,
      parameters.values,
    );
  }

  /** Older cases by the index of pairs, week by week until there are enough. */
  private async goBack(
    principal: Principal,
    { texts, keys }: Words,
    narrowing: CaseNarrowing & { after: Place },
    limit: number,
  ): Promise<Place[]> {
    const [{ first }] = await this.dataSource.query<[{ first: Date }]>(
      'SELECT min(received_at) AS first FROM hotline_case',
    );
    const found: Place[] = [];
    let week = weekOf(new Date(narrowing.after.at));
    for (let span = 1; week >= weekOf(first) && found.length < limit; span = Math.min(span * 2, MOST_WEEKS)) {
      const weeks = Array.from({ length: Math.min(span, week - weekOf(first) + 1) }, (_, back) => week - back);
      found.push(...(await this.ofWeeks(principal, weeks, { texts, keys }, narrowing, limit - found.length)));
      week -= span;
    }
    return found;
  }

  private ofWeeks(
    principal: Principal,
    weeks: number[],
    { texts, keys }: Words,
    narrowing: CaseNarrowing,
    limit: number,
  ): Promise<Place[]> {
    const parameters = new Parameters();
    const ofWeek = (week: number): string => `{${keys.map((key) => (BigInt(week) << WEEK_BITS) | key).join(',')}}`;
    const conditions = conditionsOn(principal, narrowing, parameters);
    const most = parameters.bind(limit);
    // OFFSET 0 keeps the order of the list, and reading all of a table, out of the planner's choice: few of many are found by
    // their pairs, and looked up one by one.
    return this.dataSource.query(
      `SELECT id, received_at::text AS at FROM unnest(${parameters.bind(weeks.map(ofWeek))}::text[]) AS week (keys)
        CROSS JOIN LATERAL (
          SELECT visible.id, visible.received_at
            FROM (SELECT case_id, searched FROM case_search
                   WHERE case_search_keys(searched, received_at) @> week.keys::bigint[] OFFSET 0) s
           CROSS JOIN LATERAL (SELECT c.id, c.received_at FROM hotline_case c
                                WHERE c.id = s.case_id AND ${all(conditions)} OFFSET 0) visible
           WHERE ${all(holds(texts, parameters))}
           ORDER BY visible.received_at DESC, visible.id DESC LIMIT ${most}) found
        ORDER BY received_at DESC, id DESC LIMIT ${most}`,
      parameters.values,
    );
  }

  /** Cases whose number is, begins with or ends in these digits. */
  private byNumber(principal: Principal, digits: string, narrowing: CaseNarrowing, limit: number): Promise<Place[]> {
    const parameters = new Parameters();
    const conditions = all(conditionsOn(principal, narrowing, parameters));
    const [begins, ends, most] = [digits, [...digits].reverse().join(''), limit].map(parameters.bind);
    return this.dataSource.query(
      `SELECT id, received_at::text AS at FROM (
         (SELECT c.id, c.received_at FROM hotline_case c WHERE c.number LIKE ${begins} || '%' AND ${conditions}
           ORDER BY c.number USING ~>~ LIMIT ${most})
         UNION
         (SELECT c.id, c.received_at FROM hotline_case c WHERE reverse(c.number) LIKE ${ends} || '%' AND ${conditions}
           LIMIT ${most})
       ) found ORDER BY received_at DESC, id DESC LIMIT ${most}`,
      parameters.values,
    );
  }

  private async wordsOf(words: string[]): Promise<Words> {
    const rows: { word: string; keys: string[] }[] = await this.dataSource.query(
      `SELECT lower(word) AS word, case_search_keys(lower(word), 'epoch')::text[] AS keys FROM unnest($1::text[]) word`,
      [words],
    );
    return {
      texts: rows.map(({ word }) => word),
      keys: [...new Set(rows.flatMap(({ keys }) => keys))].map(BigInt),
    };
  }
}

/** Several times faster than LIKE, which compares character by character. */
const holds = (texts: string[], { bind }: Parameters): string[] =>
  texts.map((text) => `strpos(s.searched, ${bind(text)}) > 0`);

const weekOf = (instant: Date): number => Math.floor(instant.getTime() / WEEK_MS);

function newestFirst(one: Place, other: Place): number {
  const apart = new Date(other.at).getTime() - new Date(one.at).getTime();
  return apart === 0 ? (one.id < other.id ? 1 : -1) : apart;
}
