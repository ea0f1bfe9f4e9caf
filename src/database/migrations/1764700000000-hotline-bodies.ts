import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several hotline bodies in one installation (D3 第四条, D6 第五条): accounts, cases, calls, messages, complaints about staff and
 * exclusions belong to one, what was there to the main body. An assignment knows the body that issued it and, where a
 * sub-platform issued it, the assignment of the sub-platform that it is a part of.
 */
export class HotlineBodies1764700000000 implements MigrationInterface {
  name = 'HotlineBodies1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN body text NOT NULL DEFAULT 'main'`);
    }
    await runner.query('ALTER TABLE assignment ADD COLUMN parent_id uuid REFERENCES assignment (id)');
    await runner.query('CREATE INDEX assignment_part_of ON assignment (parent_id) WHERE parent_id IS NOT NULL');
    await runner.query('CREATE INDEX hotline_case_of_body ON hotline_case (body, received_at DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX hotline_case_of_body');
    await runner.query('ALTER TABLE assignment DROP COLUMN parent_id');
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} DROP COLUMN body`);
  }
}

const TABLES = [
  'account',
  'hotline_case',
  'assignment',
  'phone_call',
  'inbound_message',
  'staff_complaint',
  'kpi_exclusion',
] as const;
