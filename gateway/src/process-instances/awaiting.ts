import { ApiProblem } from '../common/problem';
import type { OperatonClient } from '../operaton/client';
import { fromOperaton, isHidden, type OperatonVariable } from '../operaton/variables';

const AWAIT_POLL_MS = 50;
/** How long a client waits for a process instance's end when it does not say, in milliseconds. */
const DEFAULT_AWAIT_MS = 30_000;

/**
 * Waits until a process instance has ended. Answers its root variables, those named or all.
 * Throws 504 when the time (milliseconds, 0 for the default) is over first.
 */
export async function awaitCompletion(
  engine: OperatonClient,
  key: string,
  requestTimeoutMs: number | undefined,
  names: string[] | undefined,
): Promise<Record<string, unknown>> {
  const until = Date.now() + (requestTimeoutMs || DEFAULT_AWAIT_MS);
  for (;;) {
    const row = await engine.get<{ endTime: string | null }>(`/history/process-instance/${key}`);
    if (row.endTime) {
      const variables = await engine.get<(OperatonVariable & { name: string; activityInstanceId: string })[]>(
        '/history/variable-instance',
        { processInstanceId: key, deserializeValues: false },
      );
      return Object.fromEntries(
        variables
          .filter((variable) => variable.activityInstanceId === key && !isHidden(variable.name))
          .filter((variable) => !names?.length || names.includes(variable.name))
          .map((variable) => [variable.name, fromOperaton(variable)]),
      );
    }
    if (Date.now() > until) {
      throw new ApiProblem(504, 'GATEWAY_TIMEOUT', 'The process instance did not complete in time');
    }
    await new Promise((resolve) => setTimeout(resolve, AWAIT_POLL_MS));
  }
}
