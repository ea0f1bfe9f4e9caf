import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, readSecrets, type Secrets } from './data-folder';

/** What `npm start` notes in the data folder about what runs there. */
interface Run {
  urls?: { app?: string; gateway?: string };
  ports?: { postgres?: number };
  inUse?: Partial<Secrets>;
}

const DEFAULT_PORTS = { app: 3000, gateway: 8088, postgres: 15432 };
const PORT_VARIABLES = { app: 'HOTLINE_PORT', gateway: 'GATEWAY_PORT' } as const;
const SECRET_VARIABLES = {
  demoPassword: 'HOTLINE_DEMO_PASSWORD',
  gatewayPassword: 'GATEWAY_PASSWORD',
  phoneSecret: 'HOTLINE_CHANNEL_PHONE_SECRET',
  smsSecret: 'HOTLINE_CHANNEL_SMS_SECRET',
} as const;

/** Where a part answers: at the port of the environment, else where `npm start` says that it runs, else at its usual port. */
export function addressOf(part: 'app' | 'gateway'): string {
  const port = process.env[PORT_VARIABLES[part]];
  const noted = port === undefined ? readRun().urls?.[part] : undefined;
  return noted ?? `http://127.0.0.1:${port ?? DEFAULT_PORTS[part]}`;
}

/**
 * A secret of what runs: of the environment, else the one that `npm start` noted as in use, whoever told it, else the one that it
 * generated; undefined where nothing says it.
 */
export function secretInUse(name: keyof typeof SECRET_VARIABLES): string | undefined {
  return process.env[SECRET_VARIABLES[name]] || readRun().inUse?.[name] || readSecrets()?.[name];
}

/**
 * The address of a database on the server that `npm start` runs: at the port of the environment, else at the one that it
 * noted, else at the usual one.
 */
export function databaseAddressOf(name: string, password: string): string {
  const port = process.env.HOTLINE_PG_PORT ?? readRun().ports?.postgres ?? DEFAULT_PORTS.postgres;
  return `postgresql://hotline:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}

/** The case database: DATABASE_URL, else the one of the server that `npm start` runs. */
export function databaseUrl(): string {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const secrets = readSecrets();
  if (!secrets) throw new Error('DATABASE_URL is not set and no system was started here: start it first (npm start)');
  return databaseAddressOf('hotline', secrets.postgresPassword ?? '');
}

function readRun(): Run {
  try {
    return JSON.parse(readFileSync(join(dataFolder(), 'run.json'), 'utf8')) as Run;
  } catch {
    return {};
  }
}
