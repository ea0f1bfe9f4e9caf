import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm start` notes in the data folder about what runs there. */
interface Run {
  urls?: { app?: string; gateway?: string };
}

const DEFAULT_PORTS = { app: 3000, gateway: 8088 };
const PORT_VARIABLES = { app: 'HOTLINE_PORT', gateway: 'GATEWAY_PORT' } as const;

/** Folder of the database, documents, logs and secrets. */
export function dataFolder(): string {
  return process.env.HOTLINE_DATA ?? '.data';
}

/** Where a part answers: at the port of the environment, else where `npm start` says that it runs, else at its usual port. */
export function addressOf(part: 'app' | 'gateway'): string {
  const port = process.env[PORT_VARIABLES[part]];
  const noted = port === undefined ? readRun().urls?.[part] : undefined;
  return noted ?? `http://127.0.0.1:${port ?? DEFAULT_PORTS[part]}`;
}

function readRun(): Run {
  try {
    return JSON.parse(readFileSync(join(dataFolder(), 'run.json'), 'utf8')) as Run;
  } catch {
    return {};
  }
}
