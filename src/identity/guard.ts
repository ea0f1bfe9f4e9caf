import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Problem } from '../problems/problem';
import { may, type Permission } from './permissions';
import type { SignedIn as Who } from './principal';
import { SessionsService } from './sessions.service';

/** Where a route's decorator leaves what it needs. */
export const ACCESS = 'hotline:access';

/** The right that a route needs. */
export const Needs = (permission: Permission): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, permission);
/** A route for everybody, signed in or not. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, 'public');
/** A route for whoever is signed in. */
export const SignedIn = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, 'signed-in');

/** Who asks, in a controller's parameters. */
export const Me = createParamDecorator((_data: unknown, context: ExecutionContext): Who => {
  return context.switchToHttp().getRequest<Request & { principal: Who }>().principal;
});

/** Lets through whom a route's decorator names; a route without a decorator is nobody's. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Permission | 'public' | 'signed-in' | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<Request & { principal?: Who }>();
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw new Problem('unauthenticated');
    const principal = await this.sessions.find(token);
    if (!principal) throw new Problem('unauthenticated');
    request.principal = principal;
    if (access === 'signed-in') return true;
    if (!access || !may(principal, access)) throw new Problem('forbidden');
    return true;
  }
}
