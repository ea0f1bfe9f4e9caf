import type { DataSource } from 'typeorm';
import { emptyDatabase } from '../../gateway/src/common/empty-database.support';
import { createDataSource, migrate } from '../../src/database/data-source';

/** A database of its own on the test server, with our schema; `drop` removes it. */
export async function freshDatabase(): Promise<{ dataSource: DataSource; drop: () => Promise<void> }> {
  const { url, drop } = await emptyDatabase();
  const dataSource = await createDataSource(url).initialize();
  await migrate(dataSource);
  return {
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      await drop();
    },
  };
}
