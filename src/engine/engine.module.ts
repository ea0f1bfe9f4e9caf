import { Global, Module } from '@nestjs/common';
import { CamundaEngineClient } from './camunda-engine-client';
import { DeploymentService } from './deployment.service';
import { EngineClient } from './engine-client';

/** The one way from the app to the engine. */
@Global()
@Module({
  providers: [{ provide: EngineClient, useClass: CamundaEngineClient }, DeploymentService],
  exports: [EngineClient, DeploymentService],
})
export class EngineModule {}
