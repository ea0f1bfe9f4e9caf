import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the measures count is added up by local day, so that a year is 366 rows of a line and not 35,000. Filled from what is counted by
 * quarter of an hour, in the time zone by which that was counted.
 */
export class MeasuresByDay1764800050000 implements MigrationInterface {
  name = 'MeasuresByDay1764800050000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kpi_day');
  }
}

const SUMS = Array.from({ length: 12 }, (_, index) => `sum(counts[${index + 1}])::integer`).join(', ');

const UP = [
  `CREATE TABLE kpi_day (
    body text NOT NULL,
    day date NOT NULL,
    line text NOT NULL,
    counts integer[] NOT NULL,
    PRIMARY KEY (body, day, line)
  )`,
  `INSERT INTO kpi_day (body, day, line, counts)
   SELECT body, (quarter AT TIME ZONE (basis::json ->> 'zone'))::date, line, ARRAY[${SUMS}]
     FROM kpi_quarter, kpi_basis WHERE kind = 'quarter' GROUP BY 1, 2, 3`,
];
