import { freshDatabase } from '../../test/support/fresh-database';
import { SketchesAsBytes1764800040000 } from '../database/migrations/1764800040000-sketches-as-bytes';
import { type Sketch, sketchFrom } from './sketch';

jest.setTimeout(120_000);

it('what cases were remembered by before an upgrade is what they are remembered by after it, and after the way back', async () => {
  const { dataSource, drop } = await freshDatabase();
  const runner = dataSource.createQueryRunner();
  const migration = new SketchesAsBytes1764800040000();
  const earlier: Sketch[] = [
    { bigrams: [-(2 ** 31), 1_660_944_713, -1, 0], weights: [10_000, 5_000, 77, 0] },
    { bigrams: [], weights: [] },
  ];
  try {
    await migration.down(runner);
    // bare sketches: their cases do not matter here
    await runner.query('SET session_replication_role = replica');
    for (const { bigrams, weights } of earlier) {
      await runner.query(
        `INSERT INTO case_sketch (case_id, body, matter_id, received_at, bigrams, weights, keys)
         VALUES (gen_random_uuid(), 'main', gen_random_uuid(), now(), $1, $2, '{}')`,
        [bigrams, weights],
      );
    }
    const read = <Row>(columns: string): Promise<Row[]> =>
      runner.query(`SELECT ${columns} FROM case_sketch ORDER BY length(${columns.split(',')[0]}::text) DESC`);
    await migration.up(runner);
    const bytes = await read<{ vector: Buffer }>('vector');
    expect(bytes.map(({ vector }) => sketchFrom(vector))).toEqual(earlier);
    await migration.down(runner);
    expect(await read<Sketch>('bigrams, weights')).toEqual(earlier);
  } finally {
    await runner.release();
    await drop();
  }
});
