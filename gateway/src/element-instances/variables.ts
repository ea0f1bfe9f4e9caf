import { notFound } from '../common/problem';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { toOperatonAll } from '../operaton/variables';

/** Sets variables at an element instance. Throws NOT_FOUND when it does not run. */
export async function setVariables(
  engine: OperatonClient,
  key: string,
  variables: Record<string, unknown> | undefined,
): Promise<void> {
  try {
    await engine.post(`/process-instance/${encodeURIComponent(key)}/variables`, {
      modifications: toOperatonAll(variables),
    });
  } catch (error) {
    throw error instanceof OperatonError && error.status < 500
      ? notFound(`Element instance with key '${key}' not found`)
      : error;
  }
}
