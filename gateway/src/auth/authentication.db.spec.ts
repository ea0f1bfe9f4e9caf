import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, type KeyLike } from 'jose';
import type { Pool } from 'pg';
import { basic } from '../api/caller.support';
import { openDatabase } from '../common/database';
import { emptyDatabase } from '../common/empty-database.support';
import { Authorizations } from '../identity/authorizations';
import { Identity } from '../identity/entities';
import { hashPassword } from '../identity/password';
import { Authentication } from './authentication';
import { readAuth } from './configuration';
import { AUDIENCE, Issuer } from './issuer.support';

let pool: Pool;
let issuer: Issuer;
let strangerKey: KeyLike;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await emptyDatabase();
  drop = database.drop;
  pool = await openDatabase(database.url);
  strangerKey = (await generateKeyPair('RS256')).privateKey;
  issuer = await Issuer.start();
}, 60_000);

afterAll(async () => {
  await pool.end();
  issuer.close();
  await drop();
});

/** An authentication with the settings of an environment and, where given, a file of clients. */
function withSettings(environment: Record<string, string>, clients?: object): Authentication {
  const file = join(mkdtempSync(join(tmpdir(), 'clients-')), 'clients.yaml');
  writeFileSync(file, JSON.stringify(clients ?? {}));
  return new Authentication(readAuth({ ...environment, ...(clients ? { GATEWAY_CLIENTS_FILE: file } : {}) }), pool);
}

const oauth = () => ({ GATEWAY_AUTH: 'oauth', GATEWAY_OAUTH_ISSUER: issuer.url, GATEWAY_OAUTH_AUDIENCE: AUDIENCE });

/** A token of the issuer; `wrong` makes it one that must not be taken. */
const token = async (...given: Parameters<Issuer['token']>) => `Bearer ${await issuer.token(...given)}`;

describe('Without authentication', () => {
  it('everybody may do everything', async () => {
    const authentication = withSettings({ GATEWAY_AUTH: 'none' });
    const principal = await authentication.principal(undefined);
    expect(() => authentication.authorize(principal, 'createDeployment')).not.toThrow();
  });
});

describe('With basic authentication', () => {
  const clients = {
    users: [
      { id: 'modeler', password: 'm', permissions: ['deploy', 'read'] },
      { id: 'worker', password: 'w', permissions: ['work'] },
    ],
  };

  it.each([
    ['no header', undefined],
    ['a wrong password', basic('modeler', 'x')],
    ['an unknown user', basic('nobody', 'm')],
    ['no colon', `Basic ${Buffer.from('modeler').toString('base64')}`],
    ['a token where only passwords are taken', 'Bearer x'],
  ])('refuses %s with 401', async (_case, header) => {
    await expect(withSettings({ GATEWAY_AUTH: 'basic' }, clients).principal(header)).rejects.toMatchObject({
      status: 401,
      title: 'UNAUTHORIZED',
    });
  });

  it.each([
    ['modeler', 'm', 'createDeployment', true],
    ['modeler', 'm', 'searchProcessInstances', true],
    ['modeler', 'm', 'createProcessInstance', false],
    ['modeler', 'm', 'cancelProcessInstance', false],
    ['worker', 'w', 'activateJobs', true],
    ['worker', 'w', 'completeUserTask', true],
    ['worker', 'w', 'createDeployment', false],
    ['worker', 'w', 'getProcessInstance', false],
    ['worker', 'w', 'getTopology', true],
  ])('%s (%s) may %s: %s', async (id, password, operation, allowed) => {
    const authentication = withSettings({ GATEWAY_AUTH: 'basic' }, clients);
    const principal = await authentication.principal(basic(id, password));
    const attempt = () => authentication.authorize(principal, operation);
    if (allowed) {
      expect(attempt).not.toThrow();
    } else {
      expect(attempt).toThrow(expect.objectContaining({ status: 403, title: 'FORBIDDEN' }) as Error);
    }
  });

  it('a user made through the API may do what its roles are given, and all as an administrator', async () => {
    const identity = new Identity(pool);
    await identity.create('USER', 'steve', { name: 'Steve', password_hash: await hashPassword('s') });
    await identity.create('ROLE', 'starters', { name: 'Starters' });
    await identity.assign('ROLE', 'starters', 'USER', 'steve');
    await new Authorizations(pool).create({
      ownerType: 'ROLE',
      ownerId: 'starters',
      resourceType: 'PROCESS_DEFINITION',
      resourceId: '*',
      permissionTypes: ['CREATE_PROCESS_INSTANCE', 'READ_PROCESS_INSTANCE'],
    });
    const authentication = withSettings({ GATEWAY_AUTH: 'basic', GATEWAY_USER: 'owner', GATEWAY_PASSWORD: 'o' });
    await expect(authentication.principal(basic('steve', 'x'))).rejects.toMatchObject({ status: 401 });
    const first = await authentication.principal(basic('steve', 's'));
    expect([...first.permissions].sort()).toEqual(['read', 'start']);
    await identity.assign('ROLE', 'admin', 'USER', 'steve');
    const second = await authentication.principal(basic('steve', 's'));
    expect(second.permissions.has('administer')).toBe(true);
  });
});

describe('With tokens of an issuer', () => {
  it('takes a token whose keys the issuer publishes, and names the client', async () => {
    const principal = await withSettings(oauth()).principal(await token({ client_id: 'workers' }));
    expect(principal).toMatchObject({ id: 'workers', kind: 'CLIENT' });
    expect(principal.permissions.has('deploy')).toBe(true);
  });

  const past = () => Math.floor(Date.now() / 1000) - 100;
  it.each<[string, () => Promise<string>]>([
    ['of another issuer', () => token({ client_id: 'a' }, { issuer: 'http://elsewhere' })],
    ['for another audience', () => token({ client_id: 'a' }, { audience: 'other-api' })],
    ['that is over', () => token({ client_id: 'a' }, { expires: past() })],
    ['signed by another key', () => token({ client_id: 'a' }, { key: strangerKey })],
    ['that is no token', () => Promise.resolve('Bearer abc')],
    ['without a client', () => token({})],
  ])('refuses a token %s with 401', async (_case, make) => {
    await expect(withSettings(oauth()).principal(await make())).rejects.toMatchObject({ status: 401 });
  });

  it('bears clocks that differ by the seconds that are set', async () => {
    const late = await token({ client_id: 'a' }, { expires: past() });
    const patient = withSettings({ ...oauth(), GATEWAY_OAUTH_CLOCK_SKEW_SECONDS: '200' });
    expect((await patient.principal(late)).id).toBe('a');
  });

  it('an unlisted client may do only what a mapping rule for its claims is given', async () => {
    await new Identity(pool).create('MAPPING_RULE', 'readers', {
      name: 'Readers',
      claim_name: 'team',
      claim_value: 'blue',
    });
    await new Authorizations(pool).create({
      ownerType: 'MAPPING_RULE',
      ownerId: 'readers',
      resourceType: 'PROCESS_DEFINITION',
      resourceId: '*',
      permissionTypes: ['READ_PROCESS_DEFINITION'],
    });
    const authentication = withSettings(oauth(), { clients: [{ id: 'workers', permissions: ['work'] }] });
    const permissions = async (claims: object) => [
      ...(await authentication.principal(await token(claims as Record<string, unknown>))).permissions,
    ];
    expect(await permissions({ client_id: 'workers' })).toEqual(['work']);
    expect(await permissions({ client_id: 'other', team: ['red', 'blue'] })).toEqual(['read']);
    expect(await permissions({ client_id: 'other' })).toEqual([]);
  });
});

describe('Settings that are wrong stop the start and say where', () => {
  it.each<[Record<string, string>, object | undefined, RegExp]>([
    [{ GATEWAY_AUTH: 'magic' }, undefined, /GATEWAY_AUTH is 'magic'/],
    [{ GATEWAY_AUTH: 'basic' }, undefined, /GATEWAY_USER is not set/],
    [{ GATEWAY_AUTH: 'oauth' }, undefined, /GATEWAY_OAUTH_ISSUER is not set/],
    [
      { GATEWAY_AUTH: 'basic' },
      { users: [{ id: 'a', permissions: ['fly'], password: 'x' }] },
      /users\[0\]: 'permissions' must be/,
    ],
    [{ GATEWAY_AUTH: 'basic' }, { users: [{ id: 'a', permissions: [] }] }, /users\[0\]: 'password' or 'passwordEnv'/],
    [{ GATEWAY_AUTH: 'basic' }, { people: [] }, /'people' is not known/],
  ])('%j', (environment, clients, message) => {
    expect(() => withSettings(environment, clients)).toThrow(message);
  });
});
