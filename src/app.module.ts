import { Module } from '@nestjs/common';
import { HealthController } from './api/health/health.controller';
import { EngineModule } from './engine';

/** The app: every module that is part of the running system is listed here. */
@Module({ imports: [EngineModule], controllers: [HealthController] })
export class AppModule {}
