import { Body } from '../../identity/validation';
import { groupResource, ownersOf, roleResource } from '../../read/resources/identity';
import { memberRoutes } from '../members';
import type { Routes } from '../routes';

/** Groups of users, clients and mapping rules. */
export const groups: Routes = (router, services) => {
  const { identity, read } = services;
  router.post('/groups', async (request, response) => {
    const body = new Body(request.body, ['groupId', 'name', 'description']);
    const values = {
      groupId: body.id('groupId'),
      name: body.required('name'),
      description: body.optional('description') ?? '',
    };
    body.check();
    await identity.create('GROUP', values.groupId, values);
    response.status(201);
    return values;
  });
  router.post('/groups/search', (request) => read.search(groupResource, request.body));
  router.get('/groups/:id', (request) => read.get(groupResource, String(request.params.id)));
  router.put('/groups/:id', async (request) => {
    const groupId = String(request.params.id);
    const body = new Body(request.body, ['name', 'description']);
    const values = { name: body.required('name'), description: body.present('description') };
    body.check();
    await identity.update('GROUP', groupId, values);
    return { groupId, ...values };
  });
  router.delete('/groups/:id', (request) => identity.remove('GROUP', String(request.params.id)));
  memberRoutes(router, services, { kind: 'GROUP', path: '/groups' }, ['users', 'clients', 'mapping-rules']);
  router.post('/groups/:groupId/roles/search', (request) =>
    read.search(roleResource, request.body, ownersOf('ROLE', 'GROUP', String(request.params.groupId), 'e.id')),
  );
};
