import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { static as serveStatic } from 'express';
import { HealthController } from './api/health/health.controller';
import { EngineModule } from './engine';

/** The app: every module that is part of the running system is listed here. */
@Module({ imports: [EngineModule], controllers: [HealthController] })
export class AppModule implements NestModule {
  /** The built pages are served by the app itself, so that one address is all a user needs. */
  configure(consumer: MiddlewareConsumer): void {
    const pages = join(process.cwd(), 'web', 'dist');
    if (existsSync(pages)) {
      consumer.apply(serveStatic(pages)).forRoutes('*path');
    }
  }
}
