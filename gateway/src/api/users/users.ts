import type { Request, Response } from 'express';
import { ApiProblem } from '../../common/problem';
import { hashPassword } from '../../identity/password';
import { Body, pathId } from '../../identity/validation';
import { userResource } from '../../read/resources/identity';
import { requireBody } from '../body';
import type { Routes } from '../routes';

const idOf = (request: Request) => pathId('username', String(request.params.username));

/** Users who sign in with a password. */
export const users: Routes = (router, { identity, read }) => {
  const create = async (request: Request, response: Response) => {
    const body = new Body(request.body, ['username', 'password', 'name', 'email']);
    const username = body.id('username');
    const password = body.required('password');
    const values = { name: body.optional('name') ?? '', email: body.email('email') ?? '' };
    body.check();
    await identity.create('USER', username, { ...values, password_hash: await hashPassword(password) });
    response.status(201);
    return { username, ...values };
  };

  router.post('/users', create);
  router.post('/setup/user', async (request, response) => {
    if (await identity.hasAdmin()) {
      throw new ApiProblem(
        403,
        'FORBIDDEN',
        'Expected to create an initial admin user, but a user with admin role already exists',
      );
    }
    const user = await create(request, response);
    await identity.assign('ROLE', 'admin', 'USER', user.username);
    return user;
  });
  router.post('/users/search', (request) => read.search(userResource, request.body));
  router.get('/users/:username', (request) => read.get(userResource, idOf(request)));
  router.put('/users/:username', async (request) => {
    const username = idOf(request);
    requireBody(request);
    const body = new Body(request.body, ['password', 'name', 'email']);
    const password = body.optional('password');
    const values = { name: body.optional('name') ?? '', email: body.email('email') ?? '' };
    body.check();
    await identity.update('USER', username, {
      ...values,
      ...(password ? { password_hash: await hashPassword(password) } : {}),
    });
    return { username, ...values };
  });
  router.delete('/users/:username', (request) => identity.remove('USER', idOf(request)));
};
