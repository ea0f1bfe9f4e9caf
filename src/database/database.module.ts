import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { keyring } from '../personal-data/keyring';
import { checkKeys } from '../personal-data/known-keys';
import { createDataSource, migrate } from './data-source';

/** The one connection pool on DATABASE_URL, with the schema brought up to date before anything uses it. */
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      useFactory: () => ({ type: 'postgres' }),
      dataSourceFactory: async () => {
        const url = process.env.DATABASE_URL;
        if (!url) throw new Error('DATABASE_URL is not set: the address of the PostgreSQL database (postgresql://…)');
        // Said at the start, and not when the first citizen calls.
        const keys = keyring();
        const dataSource = await createDataSource(url).initialize();
        await migrate(dataSource);
        await checkKeys((sql, parameters) => dataSource.query(sql, parameters), keys);
        return dataSource;
      },
    }),
  ],
})
export class DatabaseModule {}
