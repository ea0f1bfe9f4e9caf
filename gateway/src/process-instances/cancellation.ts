import { rejection } from '../common/rejection';
import { OperatonError, type OperatonClient } from '../operaton/client';

/** Cancels a running process instance with everything in it. Throws NOT_FOUND when there is none. */
export async function cancelProcessInstance(engine: OperatonClient, key: string): Promise<void> {
  try {
    await engine.delete(`/process-instance/${encodeURIComponent(key)}`);
  } catch (error) {
    throw error instanceof OperatonError && error.status === 404
      ? rejection(
          'CANCEL',
          'NOT_FOUND',
          `Expected to cancel a process instance with key '${key}', but no such process was found`,
        )
      : error;
  }
}
