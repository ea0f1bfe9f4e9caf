import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A day's case numbers come off a sequence: the row of the day, which every registration held locked until it was committed, had
 * them wait for each other. Noted is what the sequence stood at when the day began; days under way go on where they were.
 */
export class CaseNumbersFromASequence1764800010000 implements MigrationInterface {
  name = 'CaseNumbersFromASequence1764800010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SEQUENCE case_number');
    await runner.query('CREATE TABLE case_day (day text PRIMARY KEY, first bigint NOT NULL)');
    await runner.query(`SELECT setval('case_number', (SELECT coalesce(max(last), 0) + 1 FROM case_sequence), false)`);
    await runner.query(
      `INSERT INTO case_day (day, first)
       SELECT day, (SELECT max(last) FROM case_sequence) - last FROM case_sequence WHERE body = 'hotline'`,
    );
    await runner.query('DROP TABLE case_sequence');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE case_sequence (body text NOT NULL, day text NOT NULL, last integer NOT NULL, PRIMARY KEY (body, day))',
    );
    await runner.query(
      `INSERT INTO case_sequence (body, day, last)
       SELECT 'hotline', d.day, coalesce(max(right(c.number, 6)::integer), 0)
       FROM case_day d LEFT JOIN hotline_case c ON c.number > d.day || '0' AND c.number < d.day || 'A' GROUP BY d.day`,
    );
    await runner.query('DROP TABLE case_day');
    await runner.query('DROP SEQUENCE case_number');
  }
}
