// `npx hotline backup --out FILE [--with-keys]` and `npx hotline restore --in FILE [--keys FILE]`; what they do and why so:
// docs/backup.md. Packages are installed first, so what needs one is imported after that.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { install } from './lib/build.mjs';
import { sayIn, UserError } from './lib/messages.mjs';
import { checkFolder, checkNode, freePort } from './lib/prerequisites.mjs';
import { claim, findRunning, refuseIfRunning, removeRun, stopLeftovers } from './lib/run-file.mjs';
import { loadSecrets, secretsFile } from './lib/secrets.mjs';
import { dataFolder } from './lib/settings.mjs';
import { onStop, stopAll, stopOnSignals } from './lib/stopping.mjs';

const tell = (key, values) => {
  for (const language of ['zh-CN', 'en']) process.stdout.write(`${sayIn(language, key, values)}\n`);
};

/** Copies the databases and documents of a data folder, running or not, into one file. Answers its manifest. */
export async function backup({ data, out, withKeys, runningPort }) {
  if (existsSync(out)) throw new UserError('backup-exists', { file: out });
  const { writeBackup } = await import('./lib/backup-file.mjs');
  const documents = join(data, 'documents');
  const secrets = withKeys ? readFileSync(secretsFile(data), 'utf8') : null;
  const write = (serverUrl) => writeBackup({ serverUrl, documents, secrets, out });
  return runningPort ? write(await serverAt(data, runningPort)) : withServer(data, write);
}

async function serverAt(data, port) {
  const { urlOf } = await import('./lib/postgres.mjs');
  return urlOf(port, loadSecrets(data).postgresPassword);
}

/** Runs the database server alone, without the other parts, while something uses its address. */
async function withServer(data, use) {
  const { embeddedPostgres } = await import('./lib/postgres.mjs');
  const port = await freePort();
  const password = loadSecrets(data).postgresPassword;
  const service = await embeddedPostgres({ data, port, password, log: join(data, 'logs', 'postgres.log') });
  const forget = onStop(() => service.stop());
  try {
    await service.start();
    return await use(await serverAt(data, port));
  } finally {
    await service.stop();
    forget();
  }
}

/**
 * Makes an empty data folder what it was when a backup was taken. Nothing of it is in place before all of it was read.
 * Answers the manifest and how many cases there are.
 */
export async function restore({ data, file, keys }) {
  const { readBackup } = await import('./lib/backup-file.mjs');
  const { clusterOf } = await import('./lib/postgres.mjs');
  const { giveTo } = await import('./lib/postgres-user.mjs');
  if (!existsSync(file)) throw new UserError('backup-missing', { file });
  const { user, cluster } = await clusterOf(data);
  const documents = join(data, 'documents');
  for (const folder of [cluster, documents])
    if (existsSync(folder) && readdirSync(folder).length > 0) throw new UserError('restore-not-empty', { folder });
  const own = secretsFile(data);
  const drafts = { postgres: `${cluster}.restored`, documents: `${documents}.restored` };
  const clear = () => Object.values(drafts).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  clear();
  for (const folder of Object.values(drafts)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(user, drafts.postgres);
  try {
    const begin = ({ holdsKeys }) => {
      if (!holdsKeys && !keys && !existsSync(own)) throw new UserError('restore-without-keys', { file: own });
    };
    const { manifest, secrets } = await readBackup(file, drafts, begin, (path) => giveTo(user, path));
    const text = keys ? readFileSync(keys, 'utf8') : secrets;
    if (text !== null) {
      if (existsSync(own)) renameSync(own, `${own}.before`);
      writeFileSync(own, text, { mode: 0o600 });
    }
    for (const [draft, folder] of [
      [drafts.documents, documents],
      [drafts.postgres, cluster],
    ]) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(draft, folder);
    }
    return { ...manifest, cases: await countCases(data) };
  } finally {
    clear();
  }
}

/** Lets the server make its files whole from the log that came with them, and asks it something. */
async function countCases(data) {
  const { inDatabase, withClient } = await import('./lib/databases.mjs');
  return withServer(data, (serverUrl) =>
    withClient(inDatabase(serverUrl, 'hotline'), async (client) => {
      const { rows } = await client.query('SELECT count(*)::int AS cases FROM hotline_case');
      return rows[0].cases;
    }),
  );
}

const COMMANDS = {
  backup: {
    options: { out: { type: 'string' }, 'with-keys': { type: 'boolean', default: false } },
    needs: 'out',
    run: async (data, { out, 'with-keys': withKeys }) => {
      if (process.env.DATABASE_URL) throw new UserError('backup-external');
      const running = findRunning(data);
      if (running && running.state !== 'ready') throw new UserError('already-starting', { pid: running.pid });
      if (!running) await claimFor(data, 'backup');
      const manifest = await backup({ data, out: resolve(out), withKeys, runningPort: running?.ports?.postgres });
      tell(withKeys ? 'backup-holds-keys' : 'backup-without-keys', { file: out, secrets: secretsFile(data) });
      return manifest;
    },
  },
  restore: {
    options: { in: { type: 'string' }, keys: { type: 'string' } },
    needs: 'in',
    run: async (data, { in: file, keys }) => {
      refuseIfRunning(data);
      await claimFor(data, 'restore');
      const restored = await restore({ data, file: resolve(file), keys: keys ? resolve(keys) : null });
      tell('restore-done', { folder: data });
      return restored;
    },
  },
};

/** No start comes in between; what a start that was killed left running is ended. */
async function claimFor(data, state) {
  const left = claim(data, { state, data });
  onStop(() => removeRun(data));
  await stopLeftovers(left);
}

/** Runs one of the two commands; its last line is JSON. Answers the exit code. */
export async function runBackupCommand(name, args) {
  const { options, needs, run } = COMMANDS[name];
  stopOnSignals({ exitCode: () => 130 });
  try {
    const { values } = parseArgs({ args, options: { ...options, help: { type: 'boolean' } } });
    if (values.help || !values[needs]) {
      tell(`${name}-usage`);
      return values.help ? 0 : 2;
    }
    checkNode();
    const data = dataFolder();
    checkFolder(data);
    await install(join(data, 'logs', 'install.log'));
    const result = await run(data, values);
    await stopAll();
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return 0;
  } catch (error) {
    await stopAll();
    if (error instanceof UserError) error.print();
    else process.stderr.write(`hotline ${name}: ${error?.message ?? error}\n`);
    return 1;
  }
}
