import { rejection } from '../common/rejection';
import type { EngineTables } from '../element-instances/lookup';
import { OperatonError, type OperatonClient } from '../operaton/client';

interface Instance {
  parent: string | null;
  root: string | null;
  hasEnded: boolean;
}

/** Cancellation and deletion of process instances. */
export class ProcessInstanceCancellation {
  constructor(
    private readonly engine: OperatonClient,
    private readonly tables: EngineTables,
  ) {}

  /**
   * Cancels a running process instance with everything in it. Throws NOT_FOUND when none runs, INVALID_STATE for one that a call
   * activity created.
   */
  async cancel(key: string): Promise<void> {
    const instance = await this.instance(key);
    if (!instance || instance.hasEnded) {
      throw noInstance('CANCEL', 'cancel', key);
    }
    if (instance.parent) {
      throw rejection(
        'CANCEL',
        'INVALID_STATE',
        `Expected to cancel a process instance with key '${key}', but it is created by a parent process instance. Cancel the root process instance '${instance.root}' instead.`,
      );
    }
    try {
      // outputs of what is cut off are not wanted, and their expressions may fail
      await this.engine.delete(`/process-instance/${key}?skipIoMappings=true&skipCustomListeners=true`);
    } catch (error) {
      // the engine has no error of its own for an instance that ended while it was being canceled
      const after = error instanceof OperatonError ? await this.instance(key) : undefined;
      throw after?.hasEnded || (error instanceof OperatonError && error.status === 404)
        ? noInstance('CANCEL', 'cancel', key)
        : error;
    }
  }

  /** Deletes an ended process instance's history. Throws NOT_FOUND, or INVALID_STATE while it runs. */
  async delete(key: string): Promise<void> {
    const instance = await this.instance(key);
    if (!instance) {
      throw noInstance('DELETE', 'delete', key);
    }
    if (!instance.hasEnded) {
      throw rejection(
        'DELETE',
        'INVALID_STATE',
        `Expected to delete a process instance with key '${key}', but it is still active. Cancel it first.`,
      );
    }
    await this.engine.delete(`/history/process-instance/${key}`);
  }

  /** Asked of the tables: a worker that completes the instance's last job must not be quicker than its cancellation. */
  private async instance(key: string): Promise<Instance | undefined> {
    const { rows } = await this.tables.query(
      `SELECT super_process_instance_id_ AS parent, root_proc_inst_id_ AS root, end_time_ IS NOT NULL AS "hasEnded"
       FROM act_hi_procinst WHERE id_ = $1`,
      [key],
    );
    return rows[0] as Instance | undefined;
  }
}

function noInstance(intent: string, verb: string, key: string) {
  return rejection(
    intent,
    'NOT_FOUND',
    `Expected to ${verb} a process instance with key '${key}', but no such process was found`,
  );
}
