// Installs and builds what is older than its sources. What was built carries a stamp: the hash of what it came from.
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { run, tail } from './command.mjs';
import { UserError } from './messages.mjs';
import { inRoot, root } from './paths.mjs';

const node = process.execPath;
const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc');
// npm's own file where npm started us, so that the same npm is used
const npm = process.env.npm_execpath?.endsWith('.js') ? [node, process.env.npm_execpath] : ['npm'];

/** The parts, what each is made from, what it makes and how. */
const parts = {
  app: {
    sources: ['src', 'tsconfig.base.json', 'tsconfig.build.json', 'package-lock.json'],
    output: 'dist',
    product: 'dist/main.js',
    command: [node, tsc, '-p', 'tsconfig.build.json'],
  },
  gateway: {
    sources: [
      'gateway/src',
      'gateway/package.json',
      'gateway/tsconfig.build.json',
      'tsconfig.base.json',
      'package-lock.json',
    ],
    output: 'gateway/dist',
    product: 'gateway/dist/main.js',
    command: [...npm, 'run', 'build', '-w', 'gateway'],
  },
  web: {
    sources: [
      'web/src',
      'web/index.html',
      'web/package.json',
      'web/tsconfig.json',
      'web/vite.config.ts',
      '.bpmnlintrc',
      'package-lock.json',
    ],
    output: 'web/dist',
    product: 'web/dist/index.html',
    command: [...npm, 'run', 'build', '-w', 'web'],
  },
  engine: {
    sources: ['engine/src/main', 'engine/pom.xml'],
    product: 'engine/target/hotline-engine.jar',
    command: ['mvn', '-q', '-B', '-f', 'engine/pom.xml', '-DskipTests', 'package'],
  },
};

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!lstatSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** A hash over the names and contents of files and folders. */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesBelow(inRoot(path))))
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const stampOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/**
 * Whether node_modules holds the versions that the lock file names. npm writes its own list of what is installed at
 * the end of an installation, so a broken-off one does not count, and one made by hand does.
 */
function isInstalled() {
  const list = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(list, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, link, peer }]) =>
      !path.includes('node_modules/') || optional || link || peer || found[path]?.version === version,
  );
}

/** Installs the packages of the lock file if they are not those that are there. */
export async function install(log) {
  if (isInstalled()) {
    linkCommandLine();
    return 'up-to-date';
  }
  const folder = inRoot('node_modules');
  const there = existsSync(folder);
  // npm empties what a link points at, and that is somebody else's
  if (there && lstatSync(folder).isSymbolicLink()) throw new UserError('install-linked', { folder });
  rmSync(join(folder, '.package-lock.json'), { force: true });
  const [command, ...prefix] = npm;
  // Onto an older installation only the difference: a system that runs from it goes on finding its modules.
  const how = there ? ['install', '--no-save'] : ['ci'];
  const args = [...prefix, ...how, '--include=dev', '--no-audit', '--no-fund'];
  // development packages build the system, whatever NODE_ENV says; no package reports home
  const env = { ...process.env, SCARF_ANALYTICS: 'false', IBM_TELEMETRY_DISABLED: 'true' };
  const code = await run(command, args, { cwd: root, log, env });
  if (code !== 0) throw new UserError('install-failed', { code, log }, tail(log));
  linkCommandLine();
}

/** npm links the programs of dependencies only; `npx hotline` needs our own. */
function linkCommandLine() {
  const link = inRoot('node_modules', '.bin', 'hotline');
  if (existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(join('..', '..', 'bin', 'hotline'), link);
}

/** Builds one part (app, gateway, web, engine) if its sources changed. */
export async function build(name, log) {
  const { sources, output, product, command } = parts[name];
  const stamp = inRoot(dirname(product), '.stamp');
  const wanted = hashOf(sources);
  if (stampOf(stamp) === wanted && existsSync(inRoot(product))) return 'up-to-date';
  // a file whose source is gone must not live on (a migration would still run)
  if (output) rmSync(inRoot(output), { recursive: true, force: true });
  const [program, ...args] = command;
  const code = await run(program, args, { cwd: root, log });
  if (code !== 0 || !existsSync(inRoot(product)))
    throw new UserError('build-failed', { step: `step-build-${name}`, code, log }, tail(log));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
