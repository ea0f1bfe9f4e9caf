import { Body } from '../../identity/validation';
import { roleResource } from '../../read/resources/identity';
import { memberRoutes } from '../members';
import type { Routes } from '../routes';

/** Roles: permissions that are given to many at once. */
export const roles: Routes = (router, services) => {
  const { identity, read } = services;
  router.post('/roles', async (request, response) => {
    const body = new Body(request.body, ['roleId', 'name', 'description']);
    const values = {
      roleId: body.id('roleId'),
      name: body.required('name'),
      description: body.optional('description') ?? '',
    };
    body.check();
    await identity.create('ROLE', values.roleId, values);
    response.status(201);
    return values;
  });
  router.post('/roles/search', (request) => read.search(roleResource, request.body));
  router.get('/roles/:id', (request) => read.get(roleResource, String(request.params.id)));
  router.put('/roles/:id', async (request) => {
    const roleId = String(request.params.id);
    const body = new Body(request.body, ['name', 'description']);
    const values = { name: body.required('name'), description: body.present('description') };
    body.check();
    await identity.update('ROLE', roleId, values);
    return { roleId, ...values };
  });
  router.delete('/roles/:id', (request) => identity.remove('ROLE', String(request.params.id)));
  memberRoutes(router, services, { kind: 'ROLE', path: '/roles' }, ['users', 'clients', 'groups', 'mapping-rules']);
};
