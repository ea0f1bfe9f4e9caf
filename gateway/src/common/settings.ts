import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { readAuth, type AuthSettings } from '../auth/configuration';

/** The gateway's certificate with its chain and its private key, both PEM. */
export interface TlsSettings {
  cert: Buffer;
  key: Buffer;
}

/** The gateway's settings, all from the environment; a missing one is one clear line and no start. */
export interface Settings {
  port: number;
  grpcPort: number;
  address: string;
  engineUrl: string;
  engineUser: string;
  enginePassword: string;
  databaseUrl: string;
  /** The engine's database, only read. */
  engineDatabaseUrl: string;
  /** The zone of the engine's JVM, in which its tables hold times. */
  engineTimeZone: string;
  auth: AuthSettings;
  /** The largest request, of all the bytes of a deployment's resources too: what a cluster calls maxMessageSize. */
  maxMessageBytes: number;
  /** With it REST and gRPC speak TLS; without it plain text. */
  tls?: TlsSettings;
}

/** Zeebe's own limit unless it is set otherwise. */
const DEFAULT_MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

function required(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (!value) {
    throw new Error(`${name} is not set (docs/gateway.md lists the gateway's settings)`);
  }
  return value;
}

function readTls(environment: NodeJS.ProcessEnv): { tls?: TlsSettings } {
  const { GATEWAY_TLS_CERTIFICATE_FILE: certificate, GATEWAY_TLS_KEY_FILE: privateKey } = environment;
  if (!certificate && !privateKey) {
    return {};
  }
  const tls = {
    cert: readFileSync(required(environment, 'GATEWAY_TLS_CERTIFICATE_FILE')),
    key: readFileSync(required(environment, 'GATEWAY_TLS_KEY_FILE')),
  };
  try {
    createSecureContext(tls);
  } catch (error) {
    throw new Error(`${certificate} and ${privateKey} are no certificate with its key: ${(error as Error).message}`);
  }
  return { tls };
}

function readMaxMessageBytes({ GATEWAY_MAX_MESSAGE_BYTES: text }: NodeJS.ProcessEnv): number {
  const bytes = Number(text ?? DEFAULT_MAX_MESSAGE_BYTES);
  if (!Number.isSafeInteger(bytes) || bytes < 1) {
    throw new Error(`GATEWAY_MAX_MESSAGE_BYTES is '${text}'; it must be a number of bytes`);
  }
  return bytes;
}

/** Reads and checks the environment. Throws naming the first variable that is missing or wrong. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return {
    port: Number(environment.GATEWAY_PORT ?? 8088),
    grpcPort: Number(environment.GATEWAY_GRPC_PORT ?? 26500),
    address: environment.GATEWAY_ADDRESS ?? '127.0.0.1',
    engineUrl: environment.ENGINE_URL ?? 'http://127.0.0.1:8090/engine-rest',
    engineUser: environment.ENGINE_USER ?? 'hotline',
    enginePassword: required(environment, 'ENGINE_PASSWORD'),
    databaseUrl: required(environment, 'GATEWAY_DATABASE_URL'),
    engineDatabaseUrl: required(environment, 'ENGINE_DATABASE_URL'),
    engineTimeZone: environment.ENGINE_TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    auth: readAuth(environment),
    maxMessageBytes: readMaxMessageBytes(environment),
    ...readTls(environment),
  };
}
