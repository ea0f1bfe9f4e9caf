import type { OperatonClient } from '../operaton/client';

/** The Camunda version whose API this is. */
export const API_VERSION = '8.8.0';

/** One broker and one partition, which is what Operaton is to a client. Throws when the engine cannot be reached. */
export async function topology(engine: OperatonClient) {
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
  };
}
