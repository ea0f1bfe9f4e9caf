import type { Pool } from 'pg';
import { rejection } from '../common/rejection';
import type { OperatonClient } from '../operaton/client';

interface Incident {
  id: string;
  incidentType: string;
  configuration: string;
}

/** Resolution of incidents: what failed is tried again. */
export class IncidentResolution {
  constructor(
    private readonly engine: OperatonClient,
    private readonly pool: Pool,
  ) {}

  /** Resolves one incident; a job gets the retries that it was updated to, else one. Throws NOT_FOUND. */
  async resolve(key: string): Promise<void> {
    const [incident] = await this.engine.get<Incident[]>('/incident', { incidentId: key });
    if (!incident) {
      throw rejection(
        'RESOLVE',
        'NOT_FOUND',
        `Expected to resolve incident with key '${key}', but no such incident was found`,
      );
    }
    await this.retry(incident);
  }

  private async retry(incident: Incident): Promise<void> {
    if (incident.incidentType !== 'failedExternalTask') {
      await this.engine.put(`/job/${incident.configuration}/retries`, { retries: 1 });
      return;
    }
    const { rows } = await this.pool.query<{ retries: number }>(
      'SELECT retries FROM gateway.job_retries WHERE job_key = $1',
      [incident.configuration],
    );
    await this.engine.put(`/external-task/${incident.configuration}/retries`, { retries: rows[0]?.retries ?? 1 });
    await this.engine.post(`/external-task/${incident.configuration}/unlock`);
    await this.pool.query('DELETE FROM gateway.job_retries WHERE job_key = $1', [incident.configuration]);
  }
}
