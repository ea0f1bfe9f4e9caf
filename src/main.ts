import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

/** Starts the app on HOTLINE_PORT (3000) and HOTLINE_ADDRESS (127.0.0.1). */
async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule, { logger: ['error', 'warn', 'log'] });
  app.enableShutdownHooks();
  await app.listen(Number(process.env.HOTLINE_PORT ?? 3000), process.env.HOTLINE_ADDRESS ?? '127.0.0.1');
}

main().catch((error: unknown) => {
  process.stderr.write(`hotline: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
