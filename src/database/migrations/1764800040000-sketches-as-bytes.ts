import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a case is remembered by stands in one column of bytes: to write lists of numbers out as text took PostgreSQL five times as long as
 * to find the three hundred cases of a search. Rewrites the table once, with its indexes: minutes for a million cases.
 */
export class SketchesAsBytes1764800040000 implements MigrationInterface {
  name = 'SketchesAsBytes1764800040000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // the rewriting of a column knows no subqueries: they stand in a function
  `CREATE FUNCTION vector_of(bigrams integer[], weights smallint[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
     SELECT COALESCE(string_agg(int4send(bigram) || int2send(weight), ''::bytea ORDER BY place), ''::bytea)
       FROM unnest(bigrams, weights) WITH ORDINALITY AS pair (bigram, weight, place) $$`,
  'ALTER TABLE case_sketch ALTER COLUMN bigrams TYPE bytea USING vector_of(bigrams, weights), DROP COLUMN weights',
  'ALTER TABLE case_sketch RENAME COLUMN bigrams TO vector',
  'DROP FUNCTION vector_of',
];

const DOWN = [
  `CREATE FUNCTION numbers_of(vector bytea, first integer, length integer) RETURNS integer[] LANGUAGE sql IMMUTABLE AS $$
     SELECT ARRAY (SELECT ('x' || lpad(encode(substring(vector FROM at + first FOR length), 'hex'), 8, '0'))::bit(32)::integer
       FROM generate_series(1, length(vector), 6) AS at ORDER BY at) $$`,
  `ALTER TABLE case_sketch ADD COLUMN weights smallint[]`,
  `UPDATE case_sketch SET weights = numbers_of(vector, 4, 2)::smallint[]`,
  `ALTER TABLE case_sketch ALTER COLUMN weights SET NOT NULL, ALTER COLUMN vector TYPE integer[] USING numbers_of(vector, 0, 4)`,
  'ALTER TABLE case_sketch RENAME COLUMN vector TO bigrams',
  'DROP FUNCTION numbers_of',
];
