import type { Pool } from 'pg';
import { rejection } from '../common/rejection';
import type { Catalogue } from '../definitions/catalogue';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { listenerOf } from '../operaton/listener-convention';
import { toOperaton, toOperatonAll } from '../operaton/variables';
import { RESULT, type TaskTransitions } from '../user-tasks/task-transitions';
import { knownJob, LOCK_OWNER, type JobActivator, type KnownJob } from './activator';
import { checkResult, listenerResult, type JobResult } from './job-result';

type Variables = Record<string, unknown> | null | undefined;

interface ExternalTask {
  processDefinitionId: string;
  processInstanceId: string;
  executionId: string;
  activityId: string;
  topicName: string;
  priority: number;
  retries: number | null;
  workerId: string | null;
  lockExpirationTime: string | null;
}

/** How long a job that nobody activated is held for the command that a client gives all the same, in milliseconds. */
const BRIEF_LOCK_MS = 10_000;

/** What a worker says of a job that it holds. A job that is gone is NOT_FOUND, as Camunda says of a job completed before. */
export class Jobs {
  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly activator: JobActivator,
    private readonly pool: Pool,
    private readonly transitions: TaskTransitions,
  ) {}

  /** Completes; throws INVALID_STATE for a job without retries left, which has an incident. */
  async complete(key: string, variables: Variables, result?: JobResult | null): Promise<void> {
    const { isLocal, isTaskListener } = await this.known(key);
    let values = toOperatonAll(variables);
    if (isTaskListener) {
      values = { [RESULT]: toOperaton(JSON.stringify(await this.listenerResult(key, variables, result))) };
    } else {
      checkResult(result);
    }
    await this.locked('COMPLETE', 'complete', key, () =>
      this.engine.post(`/external-task/${key}/complete`, {
        workerId: LOCK_OWNER,
        ...(isLocal ? { localVariables: values } : { variables: values }),
      }),
    );
    this.activator.known.delete(key);
  }

  private async listenerResult(key: string, variables: Variables, result: JobResult | null | undefined) {
    const task = await this.task('COMPLETE', 'complete', key);
    const job = {
      ...listenerOf(task.priority),
      key,
      type: task.topicName,
      processInstanceKey: task.processInstanceId,
    };
    const corrects = result?.corrections?.assignee !== undefined && job.listenerEventType === 'CREATING';
    const isAssigned = corrects && (await this.transitions.seen(task.executionId)).isAssigned;
    return listenerResult(job, variables, result, isAssigned);
  }

  /** Retries left are tried again after the back-off (milliseconds); none left is an incident. */
  async fail(
    key: string,
    failure: { retries?: number; retryBackOff?: number; errorMessage?: string; variables?: Variables },
  ): Promise<void> {
    await this.locked('FAIL', 'fail', key, () =>
      this.engine.post(`/external-task/${key}/failure`, {
        workerId: LOCK_OWNER,
        errorMessage: (failure.errorMessage ?? '').slice(0, 666),
        errorDetails: failure.errorMessage ?? '',
        retries: Math.max(0, failure.retries ?? 0),
        retryTimeout: Math.max(0, failure.retryBackOff ?? 0),
        localVariables: toOperatonAll(failure.variables),
      }),
    );
    this.activator.known.delete(key);
  }

  /** A BPMN error; one that no event catches becomes an incident at the job. */
  async error(key: string, error: { errorCode: string; errorMessage?: string; variables?: Variables }): Promise<void> {
    await this.refuseListener(key);
    try {
      await this.locked('THROW_ERROR', 'throw an error for', key, () =>
        this.engine.post(`/external-task/${key}/bpmnError`, {
          workerId: LOCK_OWNER,
          errorCode: error.errorCode,
          // the engine takes no message, but not an empty one
          errorMessage: error.errorMessage || undefined,
          variables: toOperatonAll(error.variables),
        }),
      );
      this.activator.known.delete(key);
    } catch (thrown) {
      if (!(thrown instanceof OperatonError)) {
        throw thrown;
      }
      const message = error.errorMessage ? ` with message '${error.errorMessage}'` : '';
      await this.fail(key, {
        retries: 0,
        errorMessage: `Expected to throw an error event with the code '${error.errorCode}'${message}, but it was not caught.`,
      });
    }
  }

  /** Changes retries and time-out (milliseconds from now), as far as given. */
  async update(key: string, changes: { retries?: number | null; timeout?: number | null }): Promise<void> {
    const { retries, timeout } = changes;
    if (retries !== undefined && retries !== null) {
      await this.updateRetries(key, retries);
    }
    if (timeout !== undefined && timeout !== null) {
      await this.updateTimeout(key, timeout);
    }
  }

  /** New retries of a job with an incident take effect when the incident is resolved: Operaton would resolve it at once. */
  private async updateRetries(key: string, retries: number): Promise<void> {
    if (retries < 1) {
      throw rejection(
        'UPDATE_RETRIES',
        'INVALID_ARGUMENT',
        `Expected to update retries for job with key '${key}' with a positive amount of retries, but the amount given was '${retries}'`,
      );
    }
    const task = await this.task('UPDATE', 'update', key);
    if (task.retries === 0) {
      await this.pool.query(
        `INSERT INTO gateway.job_retries (job_key, retries) VALUES ($1, $2)
         ON CONFLICT (job_key) DO UPDATE SET retries = EXCLUDED.retries`,
        [key, retries],
      );
      return;
    }
    await this.on('UPDATE', 'update', key, () => this.engine.put(`/external-task/${key}/retries`, { retries }));
  }

  private async updateTimeout(key: string, timeout: number): Promise<void> {
    const task = await this.task('UPDATE_TIMEOUT', 'update', key);
    if (task.retries === 0 || !task.lockExpirationTime || Date.parse(task.lockExpirationTime) < Date.now()) {
      throw rejection(
        'UPDATE_TIMEOUT',
        'INVALID_STATE',
        `Expected to update the timeout of job with key '${key}', but it is not active`,
      );
    }
    await this.on('UPDATE_TIMEOUT', 'update', key, () =>
      this.engine.post(`/external-task/${key}/extendLock`, { workerId: LOCK_OWNER, newDuration: Math.max(1, timeout) }),
    );
  }

  private async refuseListener(key: string): Promise<void> {
    const { priority, topicName, processInstanceId } = await this.task('THROW_ERROR', 'throw an error for', key);
    const { kind } = listenerOf(priority);
    if (kind !== 'BPMN_ELEMENT') {
      throw rejection(
        'THROW_ERROR',
        'INVALID_STATE',
        `Cannot throw BPMN error from ${kind} job with key '${key}', type '${topicName}' and processInstanceKey '${processInstanceId}'`,
      );
    }
  }

  /** What completing a job asks for. The engine is asked only for jobs that another gateway activated. */
  private async known(key: string): Promise<KnownJob> {
    const known = this.activator.known.get(key);
    if (known !== undefined) {
      return known;
    }
    const task = await this.task('COMPLETE', 'complete', key);
    if (task.retries === 0) {
      throw rejection(
        'COMPLETE',
        'INVALID_STATE',
        `Expected to complete job with key '${key}', but it is in state 'FAILED'`,
      );
    }
    const definition = await this.catalogue.get(task.processDefinitionId);
    return knownJob(task.priority, definition.elements.get(task.activityId));
  }

  private task(intent: string, verb: string, key: string): Promise<ExternalTask> {
    return this.on(intent, verb, key, () => this.engine.get<ExternalTask>(`/external-task/${key}`));
  }

  /** The engine wants the job's lock; Camunda takes commands also for jobs that nobody activated. */
  private async locked<T>(intent: string, verb: string, key: string, command: () => Promise<T>): Promise<T> {
    return this.on(intent, verb, key, async () => {
      try {
        return await command();
      } catch (error) {
        if (!(error instanceof OperatonError) || !/It is locked by worker 'null'/.test(error.message)) {
          throw error;
        }
        await this.engine.post(`/external-task/${key}/lock`, { workerId: LOCK_OWNER, lockDuration: BRIEF_LOCK_MS });
        return command();
      }
    });
  }

  private async on<T>(intent: string, verb: string, key: string, command: () => Promise<T>): Promise<T> {
    try {
      return await command();
    } catch (error) {
      if (
        error instanceof OperatonError &&
        (error.status === 404 || /Cannot find external task|does not exist/i.test(error.message))
      ) {
        throw rejection(intent, 'NOT_FOUND', `Expected to ${verb} job with key '${key}', but no such job was found`);
      }
      throw error;
    }
  }
}
