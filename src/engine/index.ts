export * from './engine-batches';
export * from './engine-client';
export * from './engine-operations';
export { DeploymentJournal } from './deployment-journal';
export { EngineModule } from './engine.module';
export { DeploymentService, readResources } from './deployment.service';
