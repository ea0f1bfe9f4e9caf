import { rejection } from '../common/rejection';
import type { OperatonClient } from '../operaton/client';

/** Resolves an open incident: its job is tried again. Throws NOT_FOUND when there is no such incident. */
export async function resolveIncident(engine: OperatonClient, key: string): Promise<void> {
  const [row] = await engine.get<{ incidentType: string; configuration: string }[]>('/incident', { incidentId: key });
  if (!row) {
    throw rejection(
      'RESOLVE',
      'NOT_FOUND',
      `Expected to resolve incident with key '${key}', but no such incident was found`,
    );
  }
  const target = row.incidentType === 'failedExternalTask' ? 'external-task' : 'job';
  await engine.put(`/${target}/${row.configuration}/retries`, { retries: 1 });
}
