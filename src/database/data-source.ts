import { DataSource } from 'typeorm';
import { ENTITIES } from './entities';
import { MIGRATIONS } from './migrations';
import { SnakeCaseNaming } from './naming';
import { preparingDriver } from './prepared-statements';

/** The same number in every app: whoever holds the lock migrates, the others wait and find nothing left to do. */
const MIGRATION_LOCK = 1234512345;

/** A data source on the database of DATABASE_URL; nothing is connected yet. */
export function createDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    driver: preparingDriver,
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    namingStrategy: new SnakeCaseNaming(),
    poolSize: Number(process.env.HOTLINE_DB_POOL ?? 20),
    applicationName: 'hotline',
    // Many people ask for little each: to start processes or to compile for one question costs more than it saves (bench:scale).
    extra: { options: '-c max_parallel_workers_per_gather=0 -c jit=off' },
  });
}

/** Brings the schema up to date; several apps may start at once. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await dataSource.runMigrations({ transaction: 'each' });
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await runner.release();
  }
}
