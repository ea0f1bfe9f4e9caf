import type { Kind, MemberKind } from '../../identity/entities';
import { OWNER_TYPES, RESOURCE_TYPES } from '../../identity/authorization-types';
import { badRequest } from '../../common/problem';
import { enumeration, json, key, present, text, type CustomFilter, type Field, type Resource } from '../resource';

const id = (field: Field): Field => ({ ...field, order: `(${field.sql}) COLLATE "C"` });

const entity = (name: string, kind: Kind, idField: string, fields: Record<string, Field>): Resource => ({
  name,
  database: 'gateway',
  from: 'gateway.identity e',
  where: `e.kind = '${kind}'`,
  key: idField,
  fields: { [idField]: id(text('e.id')), name: text('e.name'), ...fields },
  present: (rows) => rows.map(present),
});

const description = text(`COALESCE(e.description, '')`, { filter: false, sort: false });

export const userResource = entity('User', 'USER', 'username', { email: text('e.email') });
export const groupResource = entity('Group', 'GROUP', 'groupId', { description });
export const roleResource = entity('Role', 'ROLE', 'roleId', { description });
export const tenantResource = entity('Tenant', 'TENANT', 'tenantId', {
  description,
  key: key('e.key::text', { filter: false, answer: false }),
});
export const mappingRuleResource = entity('Mapping Rule', 'MAPPING_RULE', 'mappingRuleId', {
  claimName: text('e.claim_name'),
  claimValue: text('e.claim_value'),
});

/** Members of one kind of a group, role or tenant: their ids alone. */
export const memberResource = (idField: string): Resource => ({
  name: 'Member',
  database: 'gateway',
  from: 'gateway.membership m',
  key: idField,
  fields: { [idField]: id(text('m.member_id')) },
  present: (rows) => rows.map(present),
});

/** The condition that rows are members of one kind of an owner. `alias` names the column with the member's id. */
export const membersOf =
  (owner: Kind, ownerId: string, member: MemberKind, column: string) =>
  (bind: (value: unknown) => string): string =>
    `${column} IN (SELECT s.member_id FROM gateway.membership s WHERE s.owner_kind = ${bind(owner)} AND s.owner_id = ${bind(ownerId)} AND s.member_kind = ${bind(member)})`;

/** The condition that rows are roles (or groups, or tenants) in which a member is. */
export const ownersOf =
  (owner: Kind, member: MemberKind, memberId: string, column: string) =>
  (bind: (value: unknown) => string): string =>
    `${column} IN (SELECT s.owner_id FROM gateway.membership s WHERE s.owner_kind = ${bind(owner)} AND s.member_kind = ${bind(member)} AND s.member_id = ${bind(memberId)})`;

const resourceIds: CustomFilter = (value, { bind, path }) => {
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) {
    throw badRequest(`Request property [${path}] cannot be parsed`);
  }
  // Camunda's Java client sends the list empty beside what it means
  return value.length === 0 ? 'true' : `a.resource_id = ANY(${bind(value)}::text[])`;
};

/** What owners may do. */
export const authorizationResource: Resource = {
  name: 'Authorization',
  database: 'gateway',
  from: 'gateway.permission a',
  key: 'authorizationKey',
  fields: {
    authorizationKey: key('a.key::text', { order: 'a.key' }),
    ownerId: text('a.owner_id'),
    ownerType: enumeration(OWNER_TYPES, 'a.owner_type'),
    resourceType: enumeration(RESOURCE_TYPES, 'a.resource_type'),
    resourceId: text('a.resource_id'),
    permissionTypes: json('to_json(a.permission_types)'),
  },
  filters: { resourceIds },
  present: (rows) => rows.map(present),
};
