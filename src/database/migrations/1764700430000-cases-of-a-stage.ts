import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The archived cases of a list, too, are read in its order: the newest hundred thousand are open and came before them. */
export class CasesOfAStage1764700430000 implements MigrationInterface {
  name = 'CasesOfAStage1764700430000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX hotline_case_list_of_stage ON hotline_case (body, stage, received_at DESC, id DESC)',
    );
    await runner.query('DROP INDEX hotline_case_open');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX hotline_case_open ON hotline_case (body, stage, received_at DESC, id DESC) WHERE stage <> 'archived'`,
    );
    await runner.query('DROP INDEX hotline_case_list_of_stage');
  }
}
