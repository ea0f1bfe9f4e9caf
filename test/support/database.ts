import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Client } from 'pg';
import { setUpApi } from '../../src/api/set-up';
import { AppModule } from '../../src/app.module';

/** The app's services on an empty database of their own, without engine and without workers. */
export interface Services {
  get: INestApplicationContext['get'];
  stop(): Promise<void>;
}

/** The same with its HTTP API. */
export interface Api extends Services {
  url: string;
  /** The password of every demo account. */
  demoPassword: string;
}

/** Starts the services on the server of TEST_DATABASE_URL; run with `npm test -- db <pattern>`. */
export async function startServices(): Promise<Services> {
  const drop = await emptyDatabase();
  return servicesOf(
    await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false }),
    drop,
  );
}

/** Starts the services with the HTTP API on a free port, and the demo accounts. */
export async function startApi(env: Record<string, string> = {}): Promise<Api> {
  const drop = await emptyDatabase();
  const demoPassword = randomBytes(12).toString('hex');
  Object.assign(process.env, { HOTLINE_DEMO_ACCOUNTS: 'true', HOTLINE_DEMO_PASSWORD: demoPassword, ...env });
  const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: false, abortOnError: false });
  await setUpApi(app).listen(0, '127.0.0.1');
  return { ...servicesOf(app, drop), url: await app.getUrl(), demoPassword };
}

/** Points the environment at a database of its own; gives how to drop it. */
async function emptyDatabase(): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run this with `npm test -- db <pattern>`');
  const name = `services_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  Object.assign(process.env, {
    DATABASE_URL: Object.assign(new URL(server), { pathname: `/${name}` }).toString(),
    HOTLINE_SECRET: randomBytes(32).toString('hex'),
    HOTLINE_WORKERS: 'off',
    HOTLINE_DEPLOY: 'off',
    HOTLINE_DATA: mkdtempSync(join(tmpdir(), 'services-')),
    // Nobody answers there: what goes to the engine stays in the outbox.
    CAMUNDA_REST_ADDRESS: 'http://127.0.0.1:9',
  });
  return async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  };
}

function servicesOf(context: INestApplicationContext, drop: () => Promise<void>): Services {
  return {
    get: context.get.bind(context),
    async stop() {
      await context.close();
      await drop();
    },
  };
}
