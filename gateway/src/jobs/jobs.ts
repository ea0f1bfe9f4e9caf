import type { Catalogue } from '../definitions/catalogue';
import { notFound } from '../common/problem';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { toOperatonAll } from '../operaton/variables';
import { LOCK_OWNER, type JobActivator } from './activator';

type Variables = Record<string, unknown> | null | undefined;

/** What a worker says of a job that it holds. A job that is gone is NOT_FOUND, as Camunda says of a job completed before. */
export class Jobs {
  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly activator: JobActivator,
  ) {}

  async complete(key: string, variables: Variables): Promise<void> {
    const values = toOperatonAll(variables);
    const local = Object.keys(values).length > 0 && (await this.hasOutputMappings(key));
    await this.on(key, 'complete', () =>
      this.engine.post(`/external-task/${key}/complete`, {
        workerId: LOCK_OWNER,
        ...(local ? { localVariables: values } : { variables: values }),
      }),
    );
    this.activator.localJobs.delete(key);
  }

  /** Retries left are tried again after the back-off (milliseconds); none left is an incident. */
  async fail(
    key: string,
    failure: { retries?: number; retryBackOff?: number; errorMessage?: string; variables?: Variables },
  ) {
    await this.on(key, 'fail', () =>
      this.engine.post(`/external-task/${key}/failure`, {
        workerId: LOCK_OWNER,
        errorMessage: (failure.errorMessage ?? '').slice(0, 666),
        errorDetails: failure.errorMessage ?? '',
        retries: Math.max(0, failure.retries ?? 0),
        retryTimeout: Math.max(0, failure.retryBackOff ?? 0),
        localVariables: toOperatonAll(failure.variables),
      }),
    );
  }

  /** A BPMN error; one that no event catches becomes an incident at the job. */
  async error(key: string, error: { errorCode: string; errorMessage?: string; variables?: Variables }): Promise<void> {
    try {
      await this.on(key, 'throw error for', () =>
        this.engine.post(`/external-task/${key}/bpmnError`, {
          workerId: LOCK_OWNER,
          errorCode: error.errorCode,
          errorMessage: error.errorMessage ?? '',
          variables: toOperatonAll(error.variables),
        }),
      );
    } catch (thrown) {
      if (!(thrown instanceof OperatonError)) {
        throw thrown;
      }
      await this.fail(key, {
        retries: 0,
        errorMessage: `Expected to throw an error event with the code '${error.errorCode}', but it was not caught.`,
      });
    }
  }

  async update(key: string, changes: { retries?: number | null; timeout?: number | null }): Promise<void> {
    if (changes.retries !== undefined && changes.retries !== null) {
      await this.on(key, 'update', () =>
        this.engine.put(`/external-task/${key}/retries`, { retries: changes.retries }),
      );
    }
    if (changes.timeout !== undefined && changes.timeout !== null) {
      await this.on(key, 'update', () =>
        this.engine.post(`/external-task/${key}/extendLock`, { workerId: LOCK_OWNER, newDuration: changes.timeout }),
      );
    }
  }

  private async hasOutputMappings(key: string): Promise<boolean> {
    const known = this.activator.localJobs.get(key);
    if (known !== undefined) {
      return known;
    }
    const task = await this.on(key, 'complete', () =>
      this.engine.get<{ processDefinitionId: string; activityId: string }>(`/external-task/${key}`),
    );
    const definition = await this.catalogue.get(task.processDefinitionId);
    return definition.elements.get(task.activityId)?.hasOutputMappings ?? false;
  }

  private async on<T>(key: string, verb: string, command: () => Promise<T>): Promise<T> {
    try {
      return await command();
    } catch (error) {
      if (
        error instanceof OperatonError &&
        (error.status === 404 || /does not exist|not found|is null/i.test(error.message))
      ) {
        throw notFound(`Expected to ${verb} job with key '${key}', but no such job was found`);
      }
      throw error;
    }
  }
}
