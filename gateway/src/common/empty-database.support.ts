import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** An empty database on the server of TEST_DATABASE_URL, for one test; `drop` removes it, whoever is connected. */
export async function emptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  if (!process.env.TEST_DATABASE_URL) {
    throw new Error('TEST_DATABASE_URL is not set: run this with `npm test -- db`');
  }
  const url = new URL(process.env.TEST_DATABASE_URL);
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
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
