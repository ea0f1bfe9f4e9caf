import type { Request, Response, Router } from 'express';
import { notImplemented } from '../common/problem';
import { wantsNulls, withNulls } from './explicit-nulls';
import { LATER_OPERATIONS, OPERATIONS, type Operation } from './operations';
import { READ_BEFORE_REFUSAL } from './refused';
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

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

/** A path without the names of its parameters: the API's `/jobs/{jobKey}` and Express's `/jobs/:key` are the same. */
const shapeOf = (method: string, path: string) => `${method} ${path.replace(/\{\w+\}|:\w+/g, '*')}`;
const BY_SHAPE = new Map(
  [...OPERATIONS, ...LATER_OPERATIONS].map((operation) => [shapeOf(operation[1], operation[2]), operation]),
);

/** The operation that a handler's method and path name. Throws for one that the API does not have. */
export function operationOf(method: string, path: string): Operation {
  const operation = BY_SHAPE.get(shapeOf(method, path));
  if (!operation) {
    throw new Error(`${method} ${path} is no operation of the API (gateway/src/api/operations.ts)`);
  }
  return operation;
}

/** What guards an operation before its handler runs: permissions. Throws a problem to refuse. */
export type Guard = (operationId: string, request: Request) => void;

/**
 * Registers the operations of all resources on an Express router; what their handlers return is the answer. Operations of the API
 * that have no handler answer 501 with their name. Answers the ids of those that have one.
 */
export function register(
  router: Router,
  resources: readonly Routes[],
  services: Services,
  guard: Guard,
): ReadonlySet<string> {
  const implemented = new Set<string>();
  const add =
    (method: Method) =>
    (path: string, handler: Handler): void => {
      const [id] = operationOf(method, path);
      implemented.add(id);
      router[method](path, (request, response, next) => {
        Promise.resolve()
          .then(() => guard(id, request))
          .then(() => handler(request, response))
          .then((body) => send(response, wantsNulls(request) ? withNulls(id, body) : body))
          .catch(next);
      });
    };
  const book = Object.fromEntries(METHODS.map((method) => [method, add(method)])) as unknown as RouteBook;
  for (const routes of resources) {
    routes(book, services);
  }
  for (const [id, method, path] of OPERATIONS.filter((operation) => !implemented.has(operation[0]))) {
    router[method](path.replace(/\{(\w+)\}/g, ':$1'), (request) => {
      // what no Camunda 8 could read is refused as such, so that a client's own mistake is not taken for a missing operation
      READ_BEFORE_REFUSAL[id]?.(request);
      throw notImplemented(id);
    });
  }
  return implemented;
}

function send(response: Response, body: unknown): void {
  if (response.headersSent) {
    return;
  }
  if (body === undefined) {
    response.status(204).end();
  } else {
    response.json(body);
  }
}
