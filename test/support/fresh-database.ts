import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, migrate } from '../../src/database/data-source';

/** A database of its own on the test server, with our schema; `drop` removes it. */
export async function freshDatabase(): Promise<{ dataSource: DataSource; drop: () => Promise<void> }> {
  const url = new URL(process.env.TEST_DATABASE_URL!);
  const name = `hotline_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const dataSource = await createDataSource(url.toString()).initialize();
  await migrate(dataSource);
  return {
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
