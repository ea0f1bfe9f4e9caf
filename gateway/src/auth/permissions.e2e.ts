import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Camunda8 } from '@camunda8/sdk';
import { basic } from '../api/caller.support';
import { secondGateway, type SecondGateway } from '../api/second-gateway.support';
import { AUDIENCE, Issuer } from './issuer.support';

jest.setTimeout(120_000);

const PERMISSIONS = ['deploy', 'start', 'work', 'read', 'administer'] as const;
type Permission = (typeof PERMISSIONS)[number];
const SECRETS = Object.fromEntries(PERMISSIONS.map((permission) => [`client-${permission}`, `secret-${permission}`]));

let issuer: Issuer;
let gateway: SecondGateway;

beforeAll(async () => {
  issuer = await Issuer.start(SECRETS);
  const file = join(mkdtempSync(join(tmpdir(), 'clients-')), 'clients.yaml');
  writeFileSync(
    file,
    JSON.stringify({
      users: PERMISSIONS.map((permission) => ({
        id: `user-${permission}`,
        password: permission,
        permissions: [permission],
      })),
      clients: PERMISSIONS.map((permission) => ({ id: `client-${permission}`, permissions: [permission] })),
    }),
  );
  gateway = await secondGateway({
    GATEWAY_AUTH: 'basic,oauth',
    // with a file of users none has to be named beside it
    GATEWAY_USER: '',
    GATEWAY_CLIENTS_FILE: file,
    GATEWAY_OAUTH_ISSUER: issuer.url,
    GATEWAY_OAUTH_AUDIENCE: AUDIENCE,
  });
});
afterAll(() => {
  gateway.process.kill('SIGKILL');
  issuer.close();
});

/** A request of each kind that changes nothing: what may be done finds nothing to do it with. */
const REST: Record<Permission, [method: string, path: string, body?: object]> = {
  deploy: ['POST', '/resources/1/deletion', {}],
  start: ['POST', '/process-instances', { processDefinitionId: 'none' }],
  work: ['POST', '/jobs/1/completion', {}],
  read: ['POST', '/process-instances/search', {}],
  administer: ['POST', '/process-instances/1/cancellation', {}],
};

async function status(header: string | undefined, permission: Permission): Promise<[number, string]> {
  const [method, path, body] = REST[permission];
  const answer = await fetch(`${gateway.url}/v2${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(header ? { authorization: header } : {}) },
    body: JSON.stringify(body),
  });
  return [answer.status, ((await answer.json()) as { title?: string }).title ?? ''];
}

/** Camunda's own client, as it is set up for OAuth: by an address, an id and a secret. */
function zeebe(id: string, secret: string) {
  return new Camunda8({
    ZEEBE_GRPC_ADDRESS: `grpc://127.0.0.1:${gateway.grpcPort}`,
    CAMUNDA_AUTH_STRATEGY: 'OAUTH',
    CAMUNDA_OAUTH_URL: `${issuer.url}/token`,
    ZEEBE_CLIENT_ID: id,
    ZEEBE_CLIENT_SECRET: secret,
    ZEEBE_TOKEN_AUDIENCE: AUDIENCE,
    CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  } as never).getZeebeGrpcApiClient();
}

type Zeebe = ReturnType<typeof zeebe>;
const GRPC: Record<Exclude<Permission, 'read'>, (client: Zeebe) => Promise<unknown>> = {
  deploy: (client) => client.deleteResource({ resourceKey: '1' }),
  start: (client) => client.createProcessInstance({ bpmnProcessId: 'none', variables: {} }),
  work: (client) => client.completeJob({ jobKey: '1', variables: {} }),
  administer: (client) => client.cancelProcessInstance('1'),
};

const code = (call: Promise<unknown>) =>
  call.then(
    () => 0,
    (error: { code?: number }) => error.code,
  );

describe.each(PERMISSIONS)('Who has the permission %s alone', (own) => {
  const header = { user: () => basic(`user-${own}`, own), client: () => issuer.token({ client_id: `client-${own}` }) };

  it.each(PERMISSIONS)('and asks for what takes %s, as a user or by a token', async (asked) => {
    const allowed = own === 'read' ? [200, ''] : [404, 'NOT_FOUND'];
    const expected = own === asked ? allowed : [403, 'FORBIDDEN'];
    expect(await status(header.user(), asked)).toEqual(expected);
    expect(await status(`Bearer ${await header.client()}`, asked)).toEqual(expected);
  });

  it('is told at once by gRPC, where jobs would come as a stream', async () => {
    const client = zeebe(`client-${own}`, SECRETS[`client-${own}`]!);
    const activation = { type: 'none', worker: 'w', timeout: 1_000, maxJobsToActivate: 1, requestTimeout: 500 };
    expect(await code(client.activateJobs(activation))).toBe(own === 'work' ? 0 : 7);
    await client.close();
  });

  it('is a client that gRPC holds to the same', async () => {
    const client = zeebe(`client-${own}`, SECRETS[`client-${own}`]!);
    expect((await client.topology()).clusterSize).toBe(1);
    for (const [asked, call] of Object.entries(GRPC)) {
      expect([asked, await code(call(client))]).toEqual([asked, asked === own ? 5 : 7]);
    }
    await client.close();
  });
});

it.each<[string, () => Promise<string | undefined>]>([
  ['nothing', () => Promise.resolve(undefined)],
  ['a wrong password', () => Promise.resolve(basic('user-read', 'no'))],
  ['a token for somebody else', async () => `Bearer ${await issuer.token({ client_id: 'a' }, { audience: 'b' })}`],
  ['a token that is over', async () => `Bearer ${await issuer.token({ client_id: 'a' }, { expires: 1 })}`],
])('who shows %s is not known', async (_what, header) => {
  expect(await status(await header(), 'read')).toEqual([401, 'UNAUTHORIZED']);
});

it('who does not get a token of the issuer is not known to gRPC', async () => {
  const client = zeebe('client-work', 'no');
  await expect(client.topology()).rejects.toThrow();
  await client.close();
});
