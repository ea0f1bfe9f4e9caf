import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { setUpApi } from './api/set-up';
import { AppModule } from './app.module';
import { goOnWithoutLog } from './logging/full-disk';

/** Starts the app on HOTLINE_PORT (3000) and HOTLINE_ADDRESS (127.0.0.1); the built pages are served by it too. */
async function main(): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    logger: ['error', 'warn', 'log'],
    abortOnError: false,
    // Providers sign the bytes of what they send.
    rawBody: true,
  });
  setUpApi(app);
  await app.listen(Number(process.env.HOTLINE_PORT ?? 3000), process.env.HOTLINE_ADDRESS ?? '127.0.0.1');
}

goOnWithoutLog();
main().catch((error: unknown) => {
  process.stderr.write(`hotline: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
