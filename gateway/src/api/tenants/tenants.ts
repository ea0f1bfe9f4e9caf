import type { Request } from 'express';
import { Body, pathId } from '../../identity/validation';
import { tenantResource } from '../../read/resources/identity';
import { memberRoutes } from '../members';
import type { Routes } from '../routes';

const idOf = (request: Request) => pathId('tenantId', String(request.params.id));

/** Tenants and who belongs to them; what is deployed and started has the default tenant. */
export const tenants: Routes = (router, services) => {
  const { identity, read } = services;
  router.post('/tenants', async (request, response) => {
    const body = new Body(request.body, ['tenantId', 'name', 'description']);
    const values = {
      tenantId: body.id('tenantId'),
      name: body.required('name'),
      description: body.optional('description') ?? '',
    };
    body.check();
    await identity.create('TENANT', values.tenantId, values);
    response.status(201);
    return values;
  });
  router.post('/tenants/search', (request) => read.search(tenantResource, request.body));
  router.get('/tenants/:id', (request) => read.get(tenantResource, idOf(request)));
  router.put('/tenants/:id', async (request) => {
    const tenantId = idOf(request);
    const body = new Body(request.body, ['name', 'description']);
    const values = { name: body.required('name'), description: body.present('description') };
    body.check();
    await identity.update('TENANT', tenantId, values);
    return { tenantId, ...values };
  });
  router.delete('/tenants/:id', (request) => identity.remove('TENANT', idOf(request)));
  memberRoutes(router, services, { kind: 'TENANT', path: '/tenants' }, [
    'users',
    'clients',
    'groups',
    'roles',
    'mapping-rules',
  ]);
};
