import { Global, Module } from '@nestjs/common';
import { CamundaEngineBatches } from './camunda-engine-batches';
import { CamundaEngineClient } from './camunda-engine-client';
import { CamundaEngineOperations } from './camunda-engine-operations';
import { DeploymentService } from './deployment.service';
import { EngineBatches } from './engine-batches';
import { EngineClient } from './engine-client';
import { EngineOperations } from './engine-operations';

/** The one way from the app to the engine. */
@Global()
@Module({
  providers: [
    { provide: EngineBatches, useClass: CamundaEngineBatches },
    { provide: EngineClient, useClass: CamundaEngineClient },
    { provide: EngineOperations, useClass: CamundaEngineOperations },
    DeploymentService,
  ],
  exports: [EngineBatches, EngineClient, EngineOperations, DeploymentService],
})
export class EngineModule {}
