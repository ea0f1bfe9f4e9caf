// `npm test`: its own set-up, everything, and 'N passed, N failed' as the last line.
//   npm test                       all
//   npm test -- unit|db|e2e|lint   one part; further arguments go to jest
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install } from './lib/build.mjs';
import { errorText } from './lib/error-lines.mjs';
import { say, UserError } from './lib/messages.mjs';
import { checkFolder, checkJava, checkMaven, checkNode } from './lib/prerequisites.mjs';
import { line, step } from './lib/progress.mjs';
import { isStopping, onStop, stopAll, stopOnSignals } from './lib/stopping.mjs';
import { Tally } from './lib/tally.mjs';

const [part = 'all', ...jestArguments] = process.argv.slice(2);
const databaseServer = process.env.TEST_DATABASE_URL;
// nothing of a running system or of a developer's shell reaches the tests
for (const name of Object.keys(process.env))
  if (/^(HOTLINE_|CAMUNDA_|ZEEBE_|ENGINE_|GATEWAY_|DATABASE_URL$|TEST_DATABASE_URL$)/.test(name))
    delete process.env[name];

const data = mkdtempSync(join(tmpdir(), 'hotline-test-'));
const log = (name) => join(data, 'logs', `${name}.log`);
const tally = new Tally(data);

async function main() {
  if (!['all', 'unit', 'db', 'e2e', 'lint'].includes(part)) throw new UserError('unknown-part', { part });
  const wants = (name) => part === 'all' || part === name;
  checkNode();
  if (wants('e2e')) {
    checkJava();
    checkMaven();
  }
  checkFolder(data);
  await step('step-install', () => install(log('install')));

  if (wants('lint')) await tally.lint();
  if (part === 'lint') return;

  const { TestSystem } = await import('./lib/test-system.mjs');
  const system = new TestSystem(data);
  if (part !== 'unit') await step('step-postgres', () => system.startPostgres(databaseServer));
  const fast = ['unit', 'db'].filter(wants);
  if (fast.length > 0) {
    const environment = part === 'unit' ? {} : system.environment();
    await tally.jest('fast', [...jestArguments, '--selectProjects', ...fast], environment);
  }
  if (wants('e2e')) await endToEnd(system);
}

async function endToEnd(system) {
  for (const name of ['app', 'gateway', 'web', 'engine'])
    await step(`step-build-${name}`, () => build(name, log(`build-${name}`)));
  if (part === 'all') {
    await tally.engineLicences();
    await tally.maven();
  }
  if (isStopping()) return;
  await step('step-engine', () => system.startEngineAndGateway());
  const { startControl } = await import('./lib/test-control.mjs');
  const environment = { ...system.environment(), SYSTEM_CONTROL_URL: await startControl(system) };
  const left = await withoutBrowser(environment);
  const before = tally.failed;
  await tally.jest('e2e', [...jestArguments, '--runInBand', ...left, '--selectProjects', 'e2e'], environment);
  if (tally.failed > before && !isStopping()) printErrors();
}

/** Finds or installs the browser for the tests that need one; where there is none, leaves them out and counts them. */
async function withoutBrowser(environment) {
  const { browserTests, chromium, countTests } = await import('./lib/chromium.mjs');
  const files = browserTests();
  if (files.length === 0) return [];
  let path = null;
  await step('step-chromium', async () => {
    path = await chromium(log('chromium'));
    return path ?? '';
  });
  if (path) {
    environment.CHROMIUM_PATH = path;
    return [];
  }
  const count = countTests(files);
  tally.skipped += count;
  line('!', say('chromium-missing', { count }));
  return ['--testPathIgnorePatterns', '\\.browser\\.e2e\\.ts$'];
}

/** The error lines of the parts: what a failed end-to-end test cannot tell itself. */
function printErrors() {
  for (const file of readdirSync(join(data, 'logs')).filter((name) => /^(app-\d+|engine|gateway)\.log$/.test(name))) {
    const errors = readFileSync(join(data, 'logs', file), 'utf8')
      .split('\n')
      .map(errorText)
      .filter(Boolean);
    for (const text of errors.slice(-20)) process.stdout.write(`[${file}] ${text.slice(0, 500)}\n`);
  }
}

onStop(() => {
  if (!process.env.KEEP_TEST_DATA) rmSync(data, { recursive: true, force: true });
});
stopOnSignals({
  before: () => process.stdout.write(`\n${say('stopping')}\n`),
  after: () => process.stdout.write(`${tally}\n`),
  exitCode: (signal) => (signal === 'SIGINT' ? 130 : 143),
});

let broken = false;
try {
  await main();
} catch (error) {
  broken = true;
  if (!isStopping()) {
    if (error instanceof UserError) error.print();
    else process.stderr.write(`${error?.stack ?? error}\n`);
  }
}
if (!isStopping()) {
  if (broken) tally.failed += 1;
  await step('step-clean', stopAll);
  process.stdout.write(`${tally}\n`);
  process.exit(tally.exitCode);
}
