import { principalOf } from '../../auth/request-principal';
import { groupResource, ownersOf, roleResource, userResource } from '../../read/resources/identity';
import type { Routes } from '../routes';

/** Who the gateway takes the caller for. */
export const authentication: Routes = (router, { read }) => {
  router.get('/authentication/me', async (request) => {
    const principal = principalOf(request)!;
    const kind = principal.kind === 'CLIENT' ? 'CLIENT' : 'USER';
    const ids = async (resource: typeof groupResource, owner: 'GROUP' | 'ROLE') => {
      const { items } = await read.search(resource, {}, ownersOf(owner, kind, principal.id, 'e.id'));
      return items.map((item) => (item as Record<string, string>)[resource.key]!);
    };
    const user = await read.find<{ name?: string; email?: string }>(userResource, principal.id);
    return {
      username: principal.kind === 'USER' ? principal.id : null,
      displayName: user?.name || principal.id,
      email: user?.email ?? null,
      authorizedComponents: ['*'],
      tenants: [{ tenantId: '<default>', name: 'Default', description: 'The tenant of everything' }],
      groups: await ids(groupResource, 'GROUP'),
      roles: await ids(roleResource, 'ROLE'),
      salesPlanType: '',
      c8Links: {},
      canLogout: false,
    };
  });
};
