import type { EngineDeployment, EngineResource } from './engine-client';

/**
 * Remembers what was deployed, so that a start does not put the files of bpmn/ over what process owners deployed since.
 * The studio keeps it.
 */
export abstract class DeploymentJournal {
  /** Of the files of bpmn/, those that changed since a start deployed them last. */
  abstract changedSinceLastStart(resources: EngineResource[]): Promise<EngineResource[]>;
  /** Keeps what a start deployed. */
  abstract started(resources: EngineResource[], deployed: EngineDeployment): Promise<void>;
  /** Finishes the releases whose answer a crash kept from us. */
  abstract resume(): Promise<void>;
}
