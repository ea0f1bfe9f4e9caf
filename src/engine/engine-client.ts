/** What the engine told us about one user task. */
export interface EngineUserTask {
  key: string;
  elementId: string;
  name: string | null;
  assignee: string | null;
  candidateGroups: string[];
  state: string;
  createdAt: string | null;
  dueAt: string | null;
  /** 0 to 100; 50 where nothing raised it. */
  priority: number;
  processInstanceKey: string;
  processDefinitionId: string;
  elementInstanceKey: string;
  formKey: string | null;
}

/** What a list of user tasks is narrowed by; the groups are alternatives of each other. */
export interface UserTaskQuery {
  candidateGroups?: string[];
  assignee?: string;
  elementId?: string;
  /** A variable of the process instance that must have this value. */
  variable?: { name: string; value: unknown };
  dueBefore?: Date;
  /** pressing (when none is named): by priority, then by creation; due: by due date; oldest: by creation. */
  order?: 'pressing' | 'due' | 'oldest';
  from?: number;
  limit?: number;
}

/** One page of a list, with the number of all. */
export interface EnginePage<T> {
  items: T[];
  total: number;
}

/** A variable as the engine's search gives it, its value parsed. */
export interface EngineVariable {
  name: string;
  value: unknown;
  scopeKey: string;
  processInstanceKey: string;
}

/** A message for the engine; the id makes a repeat of it do nothing. */
export interface EngineMessage {
  name: string;
  correlationKey: string;
  messageId: string;
  timeToLiveMs: number;
  variables: Record<string, unknown>;
}

/** A job that was activated for us. */
export interface EngineJob {
  key: string;
  type: string;
  retries: number;
  elementId: string;
  elementInstanceKey: string;
  processInstanceKey: string;
  processDefinitionId: string;
  customHeaders: Record<string, unknown>;
  variables: Record<string, unknown>;
}

/** How jobs are asked for. */
export interface JobActivation {
  worker: string;
  /** How long the jobs are the worker's, in milliseconds. */
  timeoutMs: number;
  /** How long the request waits for a first job, in milliseconds. */
  requestTimeoutMs: number;
  /** The variables that come with the jobs; all when none are named. */
  variables?: string[];
  signal?: AbortSignal;
}

/** The process variable that carries the trace (W3C traceparent) of what last moved the process. */
export const TRACE_VARIABLE = 'traceparent';

/** What of an open task may be changed; the priority is 0 to 100. */
export interface UserTaskChange {
  priority?: number;
  dueAt?: Date;
}

/** A file of a deployment. */
export interface EngineResource {
  name: string;
  content: string;
}

/** What a deployment made or found unchanged. */
export interface EngineDeployment {
  key: string;
  processes: { id: string; version: number; resource: string }[];
  decisions: { id: string; version: number }[];
  forms: { id: string; version: number; resource: string }[];
}

/** How far a request gets: to the engine, only to the API in front of it, or nowhere. */
export type EngineReach = 'engine' | 'api' | 'nowhere';

/**
 * The port through which the app speaks to a Camunda 8 cluster or to the gateway: the few operations that it uses, in
 * its own words, so that a test can stand in for the engine. CamundaEngineClient is the one adapter.
 */
export abstract class EngineClient {
  /** How far a request gets; never throws. */
  abstract reach(): Promise<EngineReach>;
  abstract deploy(resources: EngineResource[]): Promise<EngineDeployment>;
  abstract publishMessage(message: EngineMessage): Promise<void>;
  abstract activateJobs(type: string, max: number, options: JobActivation): Promise<EngineJob[]>;
  abstract completeJob(key: string, variables: Record<string, unknown>): Promise<void>;
  abstract failJob(key: string, failure: { retries: number; backOffMs: number; message: string }): Promise<void>;
  abstract throwJobError(key: string, error: { code: string; message: string }): Promise<void>;
  abstract searchUserTasks(query: UserTaskQuery): Promise<EnginePage<EngineUserTask>>;
  abstract getUserTask(key: string): Promise<EngineUserTask | null>;
  abstract getUserTaskForm(key: string): Promise<Record<string, unknown> | null>;
  abstract getUserTaskVariables(key: string): Promise<Record<string, unknown>>;
  abstract assignUserTask(key: string, assignee: string): Promise<void>;
  abstract unassignUserTask(key: string): Promise<void>;
  abstract updateUserTask(key: string, change: UserTaskChange): Promise<void>;
  abstract completeUserTask(key: string, variables: Record<string, unknown>): Promise<void>;
  /** How many incidents are open. */
  abstract countIncidents(): Promise<number>;
  /** Evaluates the latest version of a decision table: its rows that fit, each a context of its outputs. */
  abstract evaluateDecision(decisionId: string, facts: Record<string, unknown>): Promise<unknown[]>;
  abstract searchVariables(processInstanceKeys: string[], names: string[]): Promise<EngineVariable[]>;
}

/** The HTTP status of an error that the engine answered with; undefined when no answer came at all. */
export function engineStatusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}
