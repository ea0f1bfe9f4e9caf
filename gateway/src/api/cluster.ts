import type { Routes } from './routes';

/** The Camunda version whose API this is. */
const API_VERSION = '8.8.0';

/** Topology, licence and status: one broker and one partition, which is what Operaton is to a client. */
export const cluster: Routes = (router, { engine }) => {
  router.get('/topology', async () => {
    await engine.get('/version');
    return {
      brokers: [
        {
          nodeId: 0,
          host: 'localhost',
          port: 0,
          partitions: [{ partitionId: 1, role: 'leader', health: 'healthy' }],
          version: API_VERSION,
        },
      ],
      clusterSize: 1,
      partitionsCount: 1,
      replicationFactor: 1,
      gatewayVersion: API_VERSION,
      lastCompletedChangeId: '',
    };
  });
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
