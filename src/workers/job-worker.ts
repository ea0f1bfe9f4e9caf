import type { z } from 'zod';
import type { EngineJob } from '../engine';

/** A worker's answer: the job is done, with these variables. */
export interface Complete<Out> {
  kind: 'complete';
  variables: Out;
}

/** A worker's answer: the business refuses; the diagram catches the code. */
export interface BpmnError {
  kind: 'error';
  code: string;
  message: string;
}

/** A job with its variables parsed, and the key under which its effect is noted. */
export interface Job<In> {
  variables: In;
  headers: Record<string, unknown>;
  /** Job type and element instance: the same for each delivery of one job, another for each job. */
  effectKey: string;
  elementInstanceKey: string;
  processInstanceKey: string;
  retries: number;
}

/**
 * One job type's worker: it parses the variables, calls a door and answers. It cannot answer otherwise than with
 * Complete or BpmnError; whatever it throws is a fault, and the engine delivers the job again until no retry is left.
 */
export abstract class JobWorker<In, Out extends object> {
  abstract readonly type: string;
  abstract readonly input: z.ZodType<In> & { shape: Record<string, unknown> };
  abstract handle(job: Job<In>): Promise<Complete<Out> | BpmnError>;
}

/** The job is done. */
export function complete<Out extends object>(variables: Out): Complete<Out> {
  return { kind: 'complete', variables };
}

/** The business refuses. */
export function bpmnError(code: string, message: string): BpmnError {
  return { kind: 'error', code, message };
}

/** The variables that a worker reads: no others are sent to it. */
export function variablesOf(worker: JobWorker<unknown, object>): string[] {
  return Object.keys(worker.input.shape);
}

/** Parses the variables of a delivered job; what is missing or of a wrong type is a fault that names it. */
export function parseJob<In>(worker: JobWorker<In, object>, job: EngineJob): Job<In> {
  const parsed = worker.input.safeParse(job.variables);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`variables of job ${worker.type} do not fit: ${issues.join('; ')}`);
  }
  return {
    variables: parsed.data,
    headers: job.customHeaders,
    effectKey: `${job.type}:${job.elementInstanceKey}`,
    elementInstanceKey: job.elementInstanceKey,
    processInstanceKey: job.processInstanceKey,
    retries: job.retries,
  };
}
