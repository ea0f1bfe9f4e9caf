import type { Request } from 'express';
import type { Kind, MemberKind } from '../identity/entities';
import { pathId } from '../identity/validation';
import { mappingRuleResource, memberResource, membersOf, roleResource } from '../read/resources/identity';
import type { RouteBook } from './routes';
import type { Services } from './services';

/** Members by the last part of their path: what they are, their parameter, and how a search shows them. */
const MEMBERS = {
  users: { kind: 'USER', parameter: 'username' },
  clients: { kind: 'CLIENT', parameter: 'clientId' },
  groups: { kind: 'GROUP', parameter: 'groupId' },
  roles: { kind: 'ROLE', parameter: 'roleId' },
  'mapping-rules': { kind: 'MAPPING_RULE', parameter: 'mappingRuleId' },
} as const satisfies Record<string, { kind: MemberKind; parameter: string }>;

export type MemberPath = keyof typeof MEMBERS;

/** Members that a search shows whole; of others it shows the id. */
const WHOLE = { roles: roleResource, 'mapping-rules': mappingRuleResource } as const;

/** Assignment, removal and search of the members of a group, role or tenant; as in Camunda 8, one that is not there has none. */
export function memberRoutes(
  router: RouteBook,
  { identity, read }: Services,
  owner: { kind: Kind; path: string },
  members: readonly MemberPath[],
): void {
  for (const path of members) {
    const { kind, parameter } = MEMBERS[path];
    const at = `${owner.path}/:ownerId/${path}`;
    const ids = (request: Request) => {
      const ownerId = pathId(`${owner.kind.toLowerCase()}Id`, String(request.params.ownerId));
      const memberId = String(request.params[parameter]);
      // a client's id is the identity provider's, in whatever letters that has
      return [owner.kind, ownerId, kind, kind === 'CLIENT' ? memberId : pathId(parameter, memberId)] as const;
    };
    router.put(`${at}/:${parameter}`, (request) => identity.assign(...ids(request)));
    router.delete(`${at}/:${parameter}`, (request) => identity.unassign(...ids(request)));
    router.post(`${at}/search`, async (request) => {
      const ownerId = pathId(`${owner.kind.toLowerCase()}Id`, String(request.params.ownerId));
      const whole = path in WHOLE ? WHOLE[path as keyof typeof WHOLE] : undefined;
      return whole
        ? read.search(whole, request.body, membersOf(owner.kind, ownerId, kind, 'e.id'))
        : read.search(
            memberResource(parameter),
            request.body,
            (bind) =>
              `m.owner_kind = ${bind(owner.kind)} AND m.owner_id = ${bind(ownerId)} AND m.member_kind = ${bind(kind)}`,
          );
    });
  }
}
