import { topology } from '../cluster/topology';
import type { Routes } from './routes';

/** Topology, licence and status: one broker and one partition, which is what Operaton is to a client. */
export const cluster: Routes = (router, { engine }) => {
  router.get('/topology', async () => ({ ...(await topology(engine)), lastCompletedChangeId: '' }));
  router.get('/license', () => ({
    validLicense: true,
    licenseType: 'Apache-2.0',
    isCommercial: false,
    expiresAt: null,
  }));
  router.get('/status', async () => {
    await engine.get('/version');
    return undefined;
  });
};
