import { resolveIncident } from '../../incidents/resolution';
import type { Routes } from '../routes';

/** Resolution of incidents. */
export const incidentCommands: Routes = (router, { engine }) => {
  router.post('/incidents/:key/resolution', (request) => resolveIncident(engine, String(request.params.key)));
};
