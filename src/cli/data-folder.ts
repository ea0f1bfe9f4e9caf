import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm start` keeps in its data folder. */
export interface Secrets {
  demoPassword?: string;
  gatewayPassword?: string;
  postgresPassword?: string;
  phoneSecret?: string;
  smsSecret?: string;
  dataKeys?: string;
}

/** Folder of the database, documents, logs and secrets. */
export function dataFolder(): string {
  return process.env.HOTLINE_DATA ?? '.data';
}

const fileOf = (name: string): string => join(dataFolder(), name);

/** The secrets of the data folder; null where nothing was started in it yet. */
export function readSecrets(): Secrets | null {
  return readJson<Secrets>('secrets.json');
}

/** Changes one secret of the data folder; the file is the old one or the new one, never half of one. */
export function saveSecret(name: keyof Secrets, value: string): string {
  const file = fileOf('secrets.json');
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...readSecrets(), [name]: value }, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return file;
}

function readJson<Content>(name: string): Content | null {
  try {
    return JSON.parse(readFileSync(fileOf(name), 'utf8')) as Content;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw new Error(`${fileOf(name)} cannot be read: ${String(error)}`);
  }
}
