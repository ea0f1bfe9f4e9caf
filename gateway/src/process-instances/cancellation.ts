import { rejection } from '../common/rejection';
import { OperatonError, type OperatonClient } from '../operaton/client';

interface Instance {
  superProcessInstanceId: string | null;
  rootProcessInstanceId: string | null;
  endTime: string | null;
}

/** Cancellation and deletion of process instances. */
export class ProcessInstanceCancellation {
  constructor(private readonly engine: OperatonClient) {}

  /**
   * Cancels a running process instance with everything in it. Throws NOT_FOUND when none runs, INVALID_STATE for one that a call
   * activity created.
   */
  async cancel(key: string): Promise<void> {
    const instance = await this.instance(key);
    if (!instance || instance.endTime) {
      throw noInstance('CANCEL', 'cancel', key);
    }
    if (instance.superProcessInstanceId) {
      throw rejection(
        'CANCEL',
        'INVALID_STATE',
        `Expected to cancel a process instance with key '${key}', but it is created by a parent process instance. Cancel the root process instance '${instance.rootProcessInstanceId}' instead.`,
      );
    }
    try {
      // outputs of what is cut off are not wanted, and their expressions may fail
      await this.engine.delete(`/process-instance/${key}?skipIoMappings=true&skipCustomListeners=true`);
    } catch (error) {
      throw error instanceof OperatonError && error.status === 404 ? noInstance('CANCEL', 'cancel', key) : error;
    }
  }

  /** Deletes an ended process instance's history. Throws NOT_FOUND, or INVALID_STATE while it runs. */
  async delete(key: string): Promise<void> {
    const instance = await this.instance(key);
    if (!instance) {
      throw noInstance('DELETE', 'delete', key);
    }
    if (!instance.endTime) {
      throw rejection(
        'DELETE',
        'INVALID_STATE',
        `Expected to delete a process instance with key '${key}', but it is still active. Cancel it first.`,
      );
    }
    await this.engine.delete(`/history/process-instance/${key}`);
  }

  private async instance(key: string): Promise<Instance | undefined> {
    try {
      return await this.engine.get<Instance>(`/history/process-instance/${key}`);
    } catch (error) {
      if (error instanceof OperatonError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }
}

function noInstance(intent: string, verb: string, key: string) {
  return rejection(
    intent,
    'NOT_FOUND',
    `Expected to ${verb} a process instance with key '${key}', but no such process was found`,
  );
}
