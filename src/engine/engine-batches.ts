import type { ElementMapping } from './engine-operations';

/** What is done to every instance of a batch. */
export type BatchCommand =
  | { kind: 'cancel' }
  | { kind: 'migrate'; targetKey: string; mappings: ElementMapping[] }
  /** Every token at a source element ends and one at the target element begins. */
  | { kind: 'modify'; moves: ElementMapping[] }
  /** Every incident of an instance is resolved; a job without retries gets one. */
  | { kind: 'retry' };

/** Which instances: all running ones (of a version), or those of them that are named or stand at an incident. */
export interface BatchFilter {
  processDefinitionKey?: string;
  keys?: string[];
  hasIncident?: boolean;
}

/** How far a batch is. */
export interface BatchProgress {
  state: string;
  total: number;
  done: number;
  failed: number;
}

/** An instance to which it could not be done, with the engine's reason. */
export interface BatchFailure {
  instance: string;
  message: string;
}

/**
 * The port of commands to many instances at once: Camunda 8's batch operations. The engine does them in the background,
 * so they go on when whoever gave them closes the page.
 */
export abstract class EngineBatches {
  /** Begins; answers the key of the batch. */
  abstract start(filter: BatchFilter, command: BatchCommand): Promise<string>;
  abstract progress(key: string): Promise<BatchProgress>;
  /** At most a hundred of what failed. */
  abstract failures(key: string): Promise<BatchFailure[]>;
  /** Stops it; what is done stays done. */
  abstract stop(key: string): Promise<void>;
}
