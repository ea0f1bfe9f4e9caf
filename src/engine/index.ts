export * from './engine-client';
export { EngineModule } from './engine.module';
export { DeploymentService, readResources } from './deployment.service';
