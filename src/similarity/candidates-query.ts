import { BY_KEY } from '../database/prepared-statements';
import type { Candidate } from './same-matter';
import { sketchFrom } from './sketch';

/**
 * Cases that a search asks for, as far as its model can tell: among a million it finds nine of ten that were told again (measured:
 * docs/similarity.md).
 */
export const MOST_EXPECTED = 500;
/** Cases that one search compares with: the newest, where more share a key than was expected. */
export const MOST_CANDIDATES = 800;
/** Cases that one search may read to find these: as many write the same within hours, of which the model does not know yet. */
export const MOST_READ = 5_000;

/** How many cases are remembered, as the planner knows it: to count a million rows would take longer than the search. */
export const COUNT_SKETCHES = `${BY_KEY} SELECT GREATEST(reltuples, 0)::int AS cases FROM pg_class WHERE oid = 'case_sketch'::regclass`;

/**
 * To be set for the transaction of a search: PostgreSQL takes comparing two lists of keys for as cheap as comparing two
 * numbers, and would rather read a table of 100,000 cases than the index (measured: 1.4 s against a few milliseconds).
 */
export const BY_INDEX = 'SET LOCAL enable_seqscan = off';

/** The same, with the lock $1, which the transaction holds to its end. */
export const LOCK_BY_INDEX = `${BY_KEY} SELECT pg_advisory_xact_lock($1), set_config('enable_seqscan', 'off', true)`;

/** A case as FIND_CANDIDATES finds it. */
export interface FoundSketch {
  caseId: string;
  matterId: string;
  area: string | null;
  vector: Buffer;
}

/** The candidate that was found. */
export function candidateOf({ vector, ...found }: FoundSketch): Candidate {
  return { ...found, sketch: sketchFrom(vector) };
}

/**
 * Cases of body $5 that have one of the keys $1, received since $2: of at most $4 that are read the newest $3. The date is written as an
 * expression so that the index over it is not taken instead of the one over the keys.
 */
export const FIND_CANDIDATES = `
  SELECT case_id AS "caseId", matter_id AS "matterId", area, vector
  FROM (SELECT * FROM case_sketch WHERE keys && $1 AND received_at + interval '0' >= $2 AND body = $5
        LIMIT $4) found
  ORDER BY received_at DESC LIMIT $3`;

/** Keeps the sketch of case $1, and counts it with its matter $2. Answers nothing, and changes nothing, where the case is known. */
export const REMEMBER = `${BY_KEY}
  WITH fresh AS (SELECT WHERE NOT EXISTS (SELECT FROM case_sketch WHERE case_id = $1)),
    counted AS (
      INSERT INTO matter (id, cases, first_at, last_at) SELECT $2::uuid, 1, $3::timestamptz, $3 FROM fresh
      ON CONFLICT (id) DO UPDATE SET cases = matter.cases + 1,
        first_at = LEAST(matter.first_at, excluded.first_at), last_at = GREATEST(matter.last_at, excluded.last_at))
  INSERT INTO case_sketch (case_id, matter_id, received_at, body, area, vector, keys)
  SELECT $1::uuid, $2, $3, $4::text, $5::text, $6::bytea, $7::int[] FROM fresh
  RETURNING case_id`;
