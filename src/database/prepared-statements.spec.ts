import { BY_KEY, statementName } from './prepared-statements';

describe('statements whose plan a connection keeps', () => {
  const KEPT = [
    'SELECT "Case"."id" AS "Case_id" FROM "hotline_case" "Case" WHERE (("Case"."id" = $1)) LIMIT 1',
    'INSERT INTO "effect"("key", "done_at") VALUES ($1, $2)',
    `${BY_KEY} SELECT 1 FROM session WHERE id = $1`,
    'SELECT 1 AS "row_exists" FROM (SELECT 1 AS dummy_column) "dummy_table" WHERE EXISTS (SELECT 1 FROM "urge" "Urge" WHERE "Urge"."case_id" = $1) LIMIT 1',
    'UPDATE "hotline_case" SET "stage" = $1 WHERE "id" IN ($2)',
  ];
  it.each(KEPT)('is kept by one name: %s', (text) => {
    const name = statementName(text);
    expect(name).toMatch(/^kept-\d+$/);
    expect(statementName(text)).toBe(name);
  });

  const PLANNED = [
    [
      'a list',
      'SELECT "Case"."id" AS "Case_id" FROM "hotline_case" "Case" ORDER BY "Case"."received_at" DESC LIMIT 20',
    ],
    ['a search of our own', 'SELECT id FROM hotline_case WHERE body = $1'],
    [
      'a list of values, of any length',
      'SELECT "Case"."id" AS "Case_id" FROM "hotline_case" "Case" WHERE "Case"."id" IN ($1, $2)',
    ],
    ['several rows, of any number', 'INSERT INTO "effect"("key") VALUES ($1), ($2)'],
    ['what has no values', 'START TRANSACTION'],
  ];
  it.each(PLANNED)('%s is planned each time', (_what, text) => {
    expect(statementName(text)).toBeUndefined();
  });

  it('no more than three hundred are kept', () => {
    const given = Array.from({ length: 400 }, (_, index) => statementName(`DELETE FROM "t${index}" WHERE "id" = $1`));
    expect(new Set(given.filter(Boolean)).size).toBeLessThanOrEqual(300);
    expect(given.at(-1)).toBeUndefined();
  });
});
