import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { setUpApi } from './api/set-up';
import { AppModule } from './app.module';
import { goOnWithoutLog } from './logging/full-disk';
import { JsonLogger, log } from './observability/logger';
import { stopInTime } from './observability/stop';
import { startTracing } from './observability/tracing';

const KEEP_ALIVE_MS = 65_000;
/** Connections that wait to be taken: after a restart the browsers of a whole city come back at once, and of Node's 511 the rest are cut off. */
const BACKLOG = 4_096;
/** Nest hands on what Node's server takes, but does not say so. */
type Listening = { listen(port: number, address: string, backlog: number): Promise<unknown> };

/** Starts the app on HOTLINE_PORT (3000) and HOTLINE_ADDRESS (127.0.0.1); the built pages are served by it too. */
async function main(): Promise<void> {
  const stopTracing = startTracing('hotline-app');
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    logger: new JsonLogger(),
    abortOnError: false,
    // Providers sign the bytes of what they send.
    rawBody: true,
  });
  setUpApi(app);
  // Longer than balancers keep a connection, and than a busy moment lasts: who sends on it just then would be cut off.
  app.getHttpServer().keepAliveTimeout = KEEP_ALIVE_MS;
  const [port, address] = [Number(process.env.HOTLINE_PORT ?? 3000), process.env.HOTLINE_ADDRESS ?? '127.0.0.1'];
  await (app as unknown as Listening).listen(port, address, BACKLOG);
  stopInTime(app, stopTracing);
}

goOnWithoutLog();
main().catch((error: unknown) => {
  log.fatal({ err: error }, error instanceof Error ? error.message : String(error));
  process.exit(1);
});
