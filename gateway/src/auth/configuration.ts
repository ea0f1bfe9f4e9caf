import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { PERMISSIONS, type Permission } from './permissions';

/** A user with a password or a client of the token issuer, with what it may do. */
export interface ConfiguredClient {
  readonly id: string;
  readonly password?: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** The issuer whose tokens are believed. */
export interface OAuthSettings {
  readonly issuer: string;
  /** Where its keys are; found through the issuer's own description where it is not set. */
  readonly jwksUri?: string;
  readonly audience: string;
  /** How far the clocks of issuer and gateway may differ, in seconds. */
  readonly clockSkewSeconds: number;
  /** The claim that names the client. */
  readonly clientClaim: string;
}

export interface AuthSettings {
  readonly methods: ReadonlySet<'basic' | 'oauth'>;
  readonly users: readonly ConfiguredClient[];
  readonly clients: readonly ConfiguredClient[];
  readonly oauth?: OAuthSettings;
}

const EVERYTHING: ReadonlySet<Permission> = new Set(PERMISSIONS);
const DEFAULT_SKEW_SECONDS = 30;

function required(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (!value) {
    throw new Error(`${name} is not set (docs/gateway.md lists the gateway's settings)`);
  }
  return value;
}

/**
 * Who may call, from the environment and the file that GATEWAY_CLIENTS_FILE names. Throws naming the variable, or the file and its
 * entry, that is wrong.
 */
export function readAuth(environment: NodeJS.ProcessEnv): AuthSettings {
  const methods = new Set<'basic' | 'oauth'>();
  for (const method of (environment.GATEWAY_AUTH ?? 'none').split(',').map((part) => part.trim())) {
    if (method === 'basic' || method === 'oauth') {
      methods.add(method);
    } else if (method !== 'none') {
      throw new Error(
        `GATEWAY_AUTH is '${environment.GATEWAY_AUTH}'; it must be 'none', 'basic', 'oauth' or 'basic,oauth'`,
      );
    }
  }
  const file = environment.GATEWAY_CLIENTS_FILE;
  const listed = file ? readClients(file, environment) : { users: [], clients: [] };
  const users = [...listed.users];
  if (methods.has('basic') && (users.length === 0 || environment.GATEWAY_USER)) {
    users.push({
      id: required(environment, 'GATEWAY_USER'),
      password: required(environment, 'GATEWAY_PASSWORD'),
      permissions: EVERYTHING,
    });
  }
  return { methods, users, clients: listed.clients, ...(methods.has('oauth') ? { oauth: oauthOf(environment) } : {}) };
}

function oauthOf(environment: NodeJS.ProcessEnv): OAuthSettings {
  const skew = Number(environment.GATEWAY_OAUTH_CLOCK_SKEW_SECONDS ?? DEFAULT_SKEW_SECONDS);
  if (!(skew >= 0)) {
    throw new Error(
      `GATEWAY_OAUTH_CLOCK_SKEW_SECONDS is '${environment.GATEWAY_OAUTH_CLOCK_SKEW_SECONDS}'; it must be a number of seconds`,
    );
  }
  return {
    issuer: required(environment, 'GATEWAY_OAUTH_ISSUER'),
    audience: required(environment, 'GATEWAY_OAUTH_AUDIENCE'),
    ...(environment.GATEWAY_OAUTH_JWKS_URI ? { jwksUri: environment.GATEWAY_OAUTH_JWKS_URI } : {}),
    clockSkewSeconds: skew,
    clientClaim: environment.GATEWAY_OAUTH_CLIENT_CLAIM ?? 'client_id',
  };
}

interface Listed {
  users: ConfiguredClient[];
  clients: ConfiguredClient[];
}

/** A YAML or JSON file: `users` with `id`, `password` or `passwordEnv`, and `permissions`; `clients` with `id` and `permissions`. */
function readClients(file: string, environment: NodeJS.ProcessEnv): Listed {
  const content = parse(readFileSync(file, 'utf8')) as Record<string, unknown> | null;
  for (const property of Object.keys(content ?? {})) {
    if (property !== 'users' && property !== 'clients') {
      throw new Error(`${file}: '${property}' is not known; 'users' and 'clients' are`);
    }
  }
  const entries = (list: 'users' | 'clients') =>
    ((content?.[list] ?? []) as Record<string, unknown>[]).map((entry, index) =>
      clientOf(entry, `${file}: ${list}[${index}]`, list === 'users', environment),
    );
  return { users: entries('users'), clients: entries('clients') };
}

function clientOf(
  entry: Record<string, unknown>,
  at: string,
  withPassword: boolean,
  environment: NodeJS.ProcessEnv,
): ConfiguredClient {
  const { id, permissions, password, passwordEnv, ...others } = entry;
  const [unknown] = Object.keys(others);
  if (unknown) {
    throw new Error(`${at}: '${unknown}' is not known`);
  }
  if (typeof id !== 'string' || id === '') {
    throw new Error(`${at}: 'id' is missing`);
  }
  if (!Array.isArray(permissions) || !permissions.every((name) => PERMISSIONS.includes(name as Permission))) {
    throw new Error(`${at}: 'permissions' must be a list of ${PERMISSIONS.join(', ')}`);
  }
  const allowed = new Set(permissions as Permission[]);
  if (!withPassword) {
    return { id, permissions: allowed };
  }
  const secret = typeof passwordEnv === 'string' ? environment[passwordEnv] : password;
  if (typeof secret !== 'string' || secret === '') {
    throw new Error(`${at}: 'password' or 'passwordEnv' (the name of a variable that is set) is missing`);
  }
  return { id, permissions: allowed, password: secret };
}
