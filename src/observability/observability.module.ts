import { Global, Module } from '@nestjs/common';
import { Draining } from './draining';
import { Figures } from './figures';
import { MetricsEndpoint } from './metrics-endpoint';
import { Readiness } from './readiness';

/** What tells an operator how this app is: readiness, figures, and whether it is on its way out. */
@Global()
@Module({
  providers: [Draining, Readiness, Figures, MetricsEndpoint],
  exports: [Draining, Readiness, MetricsEndpoint],
})
export class ObservabilityModule {}
