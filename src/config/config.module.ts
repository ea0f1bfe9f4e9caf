import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { ConfigWatch } from './config-watch';
import { HotlineConfig } from './hotline-config';

/** The folder of the configuration: HOTLINE_CONFIG, else config/ of the installation. */
export function configFolder(): string {
  return process.env.HOTLINE_CONFIG ?? join(process.cwd(), 'config');
}

@Global()
@Module({
  providers: [
    { provide: HotlineConfig, useFactory: () => HotlineConfig.load(configFolder()) },
    {
      provide: ConfigWatch,
      useFactory: (config: HotlineConfig) => new ConfigWatch(configFolder(), config),
      inject: [HotlineConfig],
    },
  ],
  exports: [HotlineConfig, ConfigWatch],
})
export class ConfigModule {}
