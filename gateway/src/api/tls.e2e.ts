import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Camunda8 } from '@camunda8/sdk';
import { selfSigned } from '../common/self-signed.support';
import { secondGateway, type SecondGateway } from './second-gateway.support';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const { cert, key } = selfSigned();
const certificate = file('gateway.crt', cert);
const stranger = file('stranger.crt', selfSigned().cert);

let gateway: SecondGateway;
beforeAll(async () => {
  gateway = await secondGateway({
    GATEWAY_TLS_CERTIFICATE_FILE: certificate,
    GATEWAY_TLS_KEY_FILE: file('gateway.key', key),
  });
});
afterAll(() => gateway.process.kill('SIGKILL'));

/** Camunda's own client. @param trusted the certificate that it takes for an authority */
const client = (trusted: string) =>
  new Camunda8({
    ZEEBE_GRPC_ADDRESS: `grpcs://localhost:${gateway.grpcPort}`,
    ZEEBE_REST_ADDRESS: `https://localhost:${gateway.port}`,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_CUSTOM_ROOT_CERT_PATH: trusted,
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  } as never);

describe('A gateway with a certificate', () => {
  it('speaks gRPC and REST with clients that trust it', async () => {
    const zeebe = client(certificate).getZeebeGrpcApiClient();
    expect((await zeebe.topology()).clusterSize).toBe(1);
    await zeebe.close();
    expect((await client(certificate).getCamundaRestClient().getTopology()).clusterSize).toBe(1);
  });

  it('is refused by clients that trust another, and answers no plain text', async () => {
    const zeebe = client(stranger).getZeebeGrpcApiClient();
    await expect(zeebe.topology()).rejects.toThrow();
    await zeebe.close();
    await expect(client(stranger).getCamundaRestClient().getTopology()).rejects.toThrow();
    await expect(fetch(`http://127.0.0.1:${gateway.port}/v2/topology`)).rejects.toThrow();
  });
});
