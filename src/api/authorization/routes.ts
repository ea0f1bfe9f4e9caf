import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { ACCESS } from '../../identity/guard';
import type { Permission } from '../../identity/permissions';
import { ApiModule } from '../api.module';

type Constructor = abstract new (...parameters: never[]) => object;

/** A route as the controllers' decorators declare it. */
export interface Route {
  method: string;
  /** Below /api/v1, parameters as `:name`; what health checks ask stands outside. */
  path: string;
  /** The right that it needs, `signed-in`, `public`, or nothing, which is nobody's. */
  access: Permission | 'public' | 'signed-in' | undefined;
  /** What the body is checked against; undefined where nothing is read from it. */
  body: Constructor | undefined;
}

/** Every route of every controller of the API, by path and method. */
export function routesOf(module: object = ApiModule): Route[] {
  const controllers = Reflect.getMetadata('controllers', module) as Constructor[];
  return controllers
    .flatMap((controller) => handlersOf(controller))
    .sort((one, other) => compare(one.path, other.path) || compare(one.method, other.method));
}

/** By code points: the order is the same in every language. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function handlersOf(controller: Constructor): Route[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const method: RequestMethod | undefined =
      typeof handler === 'function' ? (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod) : undefined;
    if (method === undefined) return [];
    const path = [controller, handler as object].map((one) => Reflect.getMetadata(PATH_METADATA, one) as string);
    const access = [handler as object, controller].map((one) => Reflect.getMetadata(ACCESS, one) as Route['access']);
    return {
      method: RequestMethod[method],
      path: `/${path.join('/')}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, ''),
      access: access.find((one) => one !== undefined),
      body: bodyOf(controller, name),
    };
  });
}

/** The class of the parameter that the whole body goes into. */
function bodyOf(controller: Constructor, name: string): Constructor | undefined {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number }
  >;
  const types = Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) as Constructor[];
  const body = Object.entries(parameters).find(([key]) => key.startsWith(`${RouteParamtypes.BODY}:`));
  return body && types[body[1].index];
}
