import type { Request, RequestHandler } from 'express';
import type { Authentication } from './authentication';
import type { Principal } from './permissions';

/** Paths below /v2 that need no credentials, as in Camunda 8. */
const UNPROTECTED = new Set(['/status', '/license']);
const principals = new WeakMap<Request, Principal>();

/** Finds out who calls before anything of the request is read. */
export const authenticate =
  (authentication: Authentication): RequestHandler =>
  (request, _response, next) => {
    if (UNPROTECTED.has(request.path)) {
      next();
      return;
    }
    authentication.principal(request.headers.authorization).then((principal) => {
      principals.set(request, principal);
      next();
    }, next);
  };

/** Who calls; undefined on paths that need no credentials. */
export const principalOf = (request: Request): Principal | undefined => principals.get(request);
