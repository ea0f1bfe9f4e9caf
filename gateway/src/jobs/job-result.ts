import { invalidArgument } from '../common/problem';

/**
 * Refuses what a worker says of a job beside its variables. Jobs here are those of tasks: what listeners and ad-hoc sub-processes answer
 * has no meaning for them.
 */
export function checkResult(result: object | null | undefined): void {
  const { type: _type, ...given } = (result ?? {}) as Record<string, unknown>;
  const isGiven = (value: unknown) =>
    value !== null &&
    value !== undefined &&
    value !== false &&
    value !== '' &&
    (value as { length?: number }).length !== 0;
  const name = Object.keys(given).find((candidate) => isGiven(given[candidate]));
  if (name) {
    throw invalidArgument(
      `The property 'result.${name}' is not supported: the job is none of a listener or an ad-hoc sub-process`,
    );
  }
}
