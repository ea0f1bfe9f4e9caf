import { randomUUID } from 'node:crypto';
import { authorization } from './caller.support';
import { strictClient, type Answer } from './strict-client';

jest.setTimeout(120_000);

const { call } = strictClient();
const suffix = randomUUID().slice(0, 8);
const groupId = `group-${suffix}`;
const roleId = `role-${suffix}`;
const tenantId = `tenant-${suffix}`;
const username = `user-${suffix}`;
const clientId = `client-${suffix}`;
const mappingRuleId = `rule-${suffix}`;
const refused = (status: number) => expect.objectContaining({ status }) as Error;

beforeAll(async () => {
  await call('createUser', { username, password: 'secret', name: 'Steve', email: 'steve@example.com' });
  await call('createGroup', { groupId, name: 'Group', description: 'for tests' });
  await call('createRole', { roleId, name: 'Role' });
  await call('createTenant', { tenantId, name: 'Tenant' });
  await call('createMappingRule', { mappingRuleId, name: 'Rule', claimName: 'team', claimValue: suffix });
});

describe('Each identity entity is made, found, changed and removed', () => {
  it.each<[string, string, object, object, object]>([
    [
      'createUser',
      'username',
      { username: `${username}-2`, password: 'x', name: 'A' },
      { name: 'B', email: 'b@c' },
      { name: 'B', email: 'b@c' },
    ],
    [
      'createGroup',
      'groupId',
      { groupId: `${groupId}-2`, name: 'A' },
      { name: 'B', description: 'd' },
      { name: 'B', description: 'd' },
    ],
    [
      'createRole',
      'roleId',
      { roleId: `${roleId}-2`, name: 'A' },
      { name: 'B', description: 'd' },
      { name: 'B', description: 'd' },
    ],
    [
      'createTenant',
      'tenantId',
      { tenantId: `${tenantId}-2`, name: 'A' },
      { name: 'B', description: 'd' },
      { name: 'B', description: 'd' },
    ],
    [
      'createMappingRule',
      'mappingRuleId',
      { mappingRuleId: `${mappingRuleId}-2`, name: 'A', claimName: 'a', claimValue: suffix },
      { name: 'B', claimName: 'b', claimValue: suffix },
      { name: 'B', claimName: 'b' },
    ],
  ])('%s', async (create, idField, values, changes, changed) => {
    const entity = create.slice('create'.length);
    const search = entity === 'MappingRule' ? 'searchMappingRule' : `search${entity}s`;
    const id = { [idField]: (values as Record<string, string>)[idField] };
    expect(await call(create, values)).toMatchObject(id);
    await expect(call(create, values)).rejects.toThrow(refused(409));
    expect(await call(`get${entity}`, id)).toMatchObject({ ...id, name: 'A' });
    expect(await call(`update${entity}`, { ...id, ...changes })).toMatchObject({ ...id, ...changed });
    const { items } = await call(search, { filter: { ...id, name: 'B' } });
    expect(items).toMatchObject([{ ...id, ...changed }]);
    await call(`delete${entity}`, id);
    await expect(call(`get${entity}`, id)).rejects.toThrow(refused(404));
    await expect(call(`delete${entity}`, id)).rejects.toThrow(refused(404));
  });
});

describe('Members come and go', () => {
  const owners = { group: { groupId }, role: { roleId }, tenant: { tenantId } };
  const members = {
    User: { username },
    Client: { clientId },
    Group: { groupId },
    Role: { roleId },
    MappingRule: { mappingRuleId },
  };
  it.each<[keyof typeof members, keyof typeof owners, string, string, string]>([
    ['User', 'group', 'assignUserToGroup', 'unassignUserFromGroup', 'searchUsersForGroup'],
    ['Client', 'group', 'assignClientToGroup', 'unassignClientFromGroup', 'searchClientsForGroup'],
    ['MappingRule', 'group', 'assignMappingRuleToGroup', 'unassignMappingRuleFromGroup', 'searchMappingRulesForGroup'],
    ['User', 'role', 'assignRoleToUser', 'unassignRoleFromUser', 'searchUsersForRole'],
    ['Client', 'role', 'assignRoleToClient', 'unassignRoleFromClient', 'searchClientsForRole'],
    ['Group', 'role', 'assignRoleToGroup', 'unassignRoleFromGroup', 'searchGroupsForRole'],
    ['MappingRule', 'role', 'assignRoleToMappingRule', 'unassignRoleFromMappingRule', 'searchMappingRulesForRole'],
    ['User', 'tenant', 'assignUserToTenant', 'unassignUserFromTenant', 'searchUsersForTenant'],
    ['Client', 'tenant', 'assignClientToTenant', 'unassignClientFromTenant', 'searchClientsForTenant'],
    ['Group', 'tenant', 'assignGroupToTenant', 'unassignGroupFromTenant', 'searchGroupIdsForTenant'],
    ['Role', 'tenant', 'assignRoleToTenant', 'unassignRoleFromTenant', 'searchRolesForTenant'],
    [
      'MappingRule',
      'tenant',
      'assignMappingRuleToTenant',
      'unassignMappingRuleFromTenant',
      'searchMappingRulesForTenant',
    ],
  ])('%s of a %s: %s, %s, %s', async (member, owner, assign, unassign, search) => {
    const both = { ...owners[owner], ...members[member] };
    const list = async () => (await call(search, owners[owner])).items as Answer[];
    await call(assign, both);
    await expect(call(assign, both)).rejects.toThrow(refused(409));
    expect(await list()).toMatchObject([members[member]]);
    await call(unassign, both);
    expect(await list()).toEqual([]);
    const absent = Object.fromEntries(Object.keys(owners[owner]).map((name) => [name, 'absent-owner']));
    expect((await call(search, absent)).items).toEqual([]);
    await expect(call(unassign, both)).rejects.toThrow(refused(404));
    const misspelt = Object.fromEntries(Object.keys(owners[owner]).map((name) => [name, '!owner!']));
    await expect(call(assign, { ...both, ...misspelt })).rejects.toThrow(refused(400));
  });

  it('searchRolesForGroup finds the roles that a group has', async () => {
    await call('assignRoleToGroup', { roleId, groupId });
    expect((await call('searchRolesForGroup', { groupId })).items).toMatchObject([{ roleId }]);
  });
});

it('createAuthorization, getAuthorization, updateAuthorization, searchAuthorizations and deleteAuthorization keep a grant', async () => {
  const grant = {
    ownerId: username,
    ownerType: 'USER',
    resourceId: '*',
    resourceType: 'RESOURCE',
    permissionTypes: ['CREATE'],
  };
  const { authorizationKey } = await call('createAuthorization', grant);
  await expect(call('createAuthorization', grant)).rejects.toThrow(refused(409));
  expect(await call('getAuthorization', { authorizationKey })).toEqual({ ...grant, authorizationKey });
  await call('updateAuthorization', { authorizationKey, ...grant, permissionTypes: ['READ'] });
  // Camunda's Java client sends no list as an empty one
  for (const resourceIds of [['*'], []]) {
    const { items } = await call('searchAuthorizations', { filter: { ownerId: username, resourceIds } });
    expect(items).toEqual([{ ...grant, permissionTypes: ['READ'], authorizationKey }]);
  }
  await call('deleteAuthorization', { authorizationKey });
  await expect(call('getAuthorization', { authorizationKey })).rejects.toThrow(refused(404));
});

it('createAdminUser makes the first administrator, and no second one', async () => {
  const first = { username: `admin-${suffix}`, password: 'secret' };
  expect(await call('createAdminUser', first)).toMatchObject({ username: first.username });
  await expect(call('createAdminUser', { ...first, username: `${first.username}-2` })).rejects.toThrow(refused(403));
  await call('deleteUser', { username: first.username });
});

it.each<[string, string, object, string]>([
  [
    'users',
    'no name and a bad address',
    { password: 'x', email: 'a' },
    "No username provided. The provided email 'a' is not valid.",
  ],
  ['groups', 'a blank id and no name', { groupId: ' ' }, 'No groupId provided. No name provided.'],
  [
    'roles',
    'letters that no id has',
    { roleId: 'a b', name: 'n' },
    "The provided roleId contains illegal characters. It must match the pattern '^[a-zA-Z0-9_~@.+-]+$'.",
  ],
  [
    'authorizations',
    'nothing',
    {},
    'No ownerId provided. No ownerType provided. No resourceId provided. No resourceType provided. No permissionTypes provided.',
  ],
])('%s: a request with %s is refused with all that is wrong', async (path, _case, body, detail) => {
  const response = await fetch(`${process.env.GATEWAY_URL}/v2/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await authorization()) },
    body: JSON.stringify(body),
  });
  expect(await response.json()).toMatchObject({ title: 'INVALID_ARGUMENT', status: 400, detail });
});

it.each<[string, string, string, object | undefined, string]>([
  ['a group without a description', 'PUT', 'groups/absent', { name: 'n' }, 'No description provided.'],
  ['a role without a description', 'PUT', 'roles/absent', { name: 'n' }, 'No description provided.'],
  ['a tenant without a description', 'PUT', 'tenants/absent', { name: 'n' }, 'No description provided.'],
  ['a user without a body', 'PUT', 'users/absent', undefined, 'Required request body is missing'],
  [
    'a user whom nobody could be named',
    'GET',
    'users/!x!',
    undefined,
    "The provided username contains illegal characters. It must match the pattern '^[a-zA-Z0-9_~@.+-]+$'.",
  ],
])('%s is a malformed request and not one that finds nothing', async (_case, method, path, body, detail) => {
  const response = await fetch(`${process.env.GATEWAY_URL}/v2/${path}`, {
    method,
    headers: { ...(await authorization()), ...(body ? { 'content-type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });
  expect(await response.json()).toMatchObject({ status: 400, detail });
});
