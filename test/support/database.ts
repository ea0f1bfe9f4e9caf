import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { emptyDatabase } from '../../gateway/src/common/empty-database.support';
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
  const drop = await ownDatabase();
  return servicesOf(
    await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false }),
    drop,
  );
}

/** Starts the services with the HTTP API on a free port, and the demo accounts. */
export async function startApi(env: Record<string, string> = {}): Promise<Api> {
  const drop = await ownDatabase();
  const demoPassword = randomBytes(12).toString('hex');
  Object.assign(process.env, { HOTLINE_DEMO_ACCOUNTS: 'true', HOTLINE_DEMO_PASSWORD: demoPassword, ...env });
  const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: false, abortOnError: false });
  await setUpApi(app).listen(0, '127.0.0.1');
  return { ...servicesOf(app, drop), url: await app.getUrl(), demoPassword };
}

/** Points the environment at a database of its own; gives how to drop it. */
async function ownDatabase(): Promise<() => Promise<void>> {
  const { url, drop } = await emptyDatabase();
  Object.assign(process.env, {
    DATABASE_URL: url,
    HOTLINE_SECRET: randomBytes(32).toString('hex'),
    HOTLINE_WORKERS: 'off',
    HOTLINE_DEPLOY: 'off',
    HOTLINE_DATA: mkdtempSync(join(tmpdir(), 'services-')),
    // Nobody answers there: what goes to the engine stays in the outbox.
    CAMUNDA_REST_ADDRESS: 'http://127.0.0.1:9',
  });
  return drop;
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
