import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { HotlineConfig } from './hotline-config';

/** The folder of the configuration: HOTLINE_CONFIG, else config/ of the installation. */
export function configFolder(): string {
  return process.env.HOTLINE_CONFIG ?? join(process.cwd(), 'config');
}

@Global()
@Module({
  providers: [{ provide: HotlineConfig, useFactory: () => HotlineConfig.load(configFolder()) }],
  exports: [HotlineConfig],
})
export class ConfigModule {}
