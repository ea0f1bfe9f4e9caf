import type { Request } from 'express';
import { OWNER_TYPES, PERMISSION_TYPES, RESOURCE_TYPES } from '../../identity/authorization-types';
import { Body } from '../../identity/validation';
import { authorizationResource } from '../../read/resources/identity';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

function authorizationOf(request: Request) {
  const body = new Body(request.body, ['ownerId', 'ownerType', 'resourceId', 'resourceType', 'permissionTypes']);
  const values = {
    ownerId: body.required('ownerId'),
    ownerType: body.oneOf('ownerType', OWNER_TYPES),
    resourceId: body.required('resourceId'),
    resourceType: body.oneOf('resourceType', RESOURCE_TYPES),
    permissionTypes: body.listOf('permissionTypes', PERMISSION_TYPES),
  };
  body.check();
  return values;
}

/** What users, clients, groups, roles and mapping rules may do. */
export const authorizations: Routes = (router, { authorizations: door, read }) => {
  router.post('/authorizations', async (request, response) => {
    const authorizationKey = await door.create(authorizationOf(request));
    response.status(201);
    return { authorizationKey };
  });
  router.post('/authorizations/search', (request) => read.search(authorizationResource, request.body));
  router.get('/authorizations/:key', (request) =>
    read.get(authorizationResource, keyParameter(request, 'authorizationKey')),
  );
  router.put('/authorizations/:key', (request) =>
    door.update(keyParameter(request, 'authorizationKey'), authorizationOf(request)),
  );
  router.delete('/authorizations/:key', (request) => door.remove(keyParameter(request, 'authorizationKey')));
};
