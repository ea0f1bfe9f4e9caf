import type { Request, Response, Router } from 'express';
import type { Services } from './services';

/** What a handler answers: a body (200), or nothing (204). Problems are thrown. */
export type Handler = (request: Request, response: Response) => unknown;

/** Registers operations under /v2. */
export interface RouteBook {
  get(path: string, handler: Handler): void;
  post(path: string, handler: Handler): void;
  put(path: string, handler: Handler): void;
  patch(path: string, handler: Handler): void;
  delete(path: string, handler: Handler): void;
}

/** The operations of one resource. */
export type Routes = (router: RouteBook, services: Services) => void;

/** Registers handlers on an Express router; what they return is the answer. */
export function routeBook(router: Router): RouteBook {
  const register =
    (method: 'get' | 'post' | 'put' | 'patch' | 'delete') =>
    (path: string, handler: Handler): void => {
      router[method](path, (request, response, next) => {
        Promise.resolve()
          .then(() => handler(request, response))
          .then((body) => {
            if (response.headersSent) {
              return;
            }
            if (body === undefined) {
              response.status(204).end();
            } else {
              response.json(body);
            }
          })
          .catch(next);
      });
    };
  return {
    get: register('get'),
    post: register('post'),
    put: register('put'),
    patch: register('patch'),
    delete: register('delete'),
  };
}
