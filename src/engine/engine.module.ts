import { Global, Module } from '@nestjs/common';
import { CamundaEngineClient } from './camunda-engine-client';
import { CamundaEngineOperations } from './camunda-engine-operations';
import { DeploymentService } from './deployment.service';
import { EngineClient } from './engine-client';
import { EngineOperations } from './engine-operations';

/** The one way from the app to the engine. */
@Global()
@Module({
  providers: [
    { provide: EngineClient, useClass: CamundaEngineClient },
    { provide: EngineOperations, useClass: CamundaEngineOperations },
    DeploymentService,
  ],
  exports: [EngineClient, EngineOperations, DeploymentService],
})
export class EngineModule {}
