import { DataSource, type DataSourceOptions, type EntityManager, type QueryRunner } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel';
import { AdvisoryLocks, LOCK, type Locking } from './advisory-locks';
import { ENTITIES } from './entities';
import { MIGRATIONS } from './migrations';
import { SnakeCaseNaming } from './naming';
import { inTransaction } from './one-connection';
import { preparingDriver } from './prepared-statements';
import { RowManager } from './row-manager';

type Work<T> = (manager: EntityManager) => Promise<T>;

/** A pool of connections, and the locks that are held beside it. */
class HotlineDataSource extends DataSource implements Locking {
  readonly locks: AdvisoryLocks;

  constructor(options: DataSourceOptions & { url: string }) {
    super(options);
    this.locks = new AdvisoryLocks(options.url);
  }

  override transaction<T>(...parameters: [Work<T>] | [IsolationLevel, Work<T>]): Promise<T> {
    const [isolation, work] = parameters.length === 1 ? [undefined, parameters[0]] : parameters;
    const inside = (manager: EntityManager) => inTransaction(() => work(manager));
    return isolation ? super.transaction(isolation, inside) : super.transaction(inside);
  }

  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new RowManager(this, queryRunner);
  }

  override async destroy(): Promise<void> {
    await this.locks.close();
    await super.destroy();
  }
}

/** A data source on the database of DATABASE_URL; nothing is connected yet. */
export function createDataSource(url: string): DataSource {
  return new HotlineDataSource({
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

/** Brings the schema up to date. Several apps may start at once: one migrates, the others wait and find nothing left to do. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK.migrations]);
    try {
      await dataSource.runMigrations({ transaction: 'each' });
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [LOCK.migrations]);
    }
  } finally {
    await runner.release();
  }
}
