// `npm start`: from a fresh clone to a running hotline, and an orderly stop on Ctrl-C. Up to the installation of the
// packages only Node's own modules are there, so what needs a package is imported after it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, install } from './lib/build.mjs';
import { say, UserError } from './lib/messages.mjs';
import { checkFolder, checkJava, checkMaven, checkNode, checkPorts } from './lib/prerequisites.mjs';
import { line, step } from './lib/progress.mjs';
import { claim, readRun, refuseIfRunning, removeRun, stopLeftovers, writeRun } from './lib/run-file.mjs';
import { loadSecrets, secretsFile, secretsOfCommands } from './lib/secrets.mjs';
import { readSettings } from './lib/settings.mjs';
import { isStopping, onStop, stopAll, stopOnSignals } from './lib/stopping.mjs';

async function main() {
  const settings = readSettings();
  const { data, ports, address, databaseUrl, clusterAddress } = settings;
  const ownEngine = !clusterAddress;

  const node = checkNode();
  refuseIfRunning(data);
  const java = ownEngine ? checkJava() : '-';
  const maven = ownEngine ? checkMaven() : '-';
  line('✓', say('tools-found', { node, java, maven }));

  checkFolder(data);
  line('✓', say('folder-ready', { folder: data }));
  const left = claim(data, { state: 'starting', data });
  onStop(() => removeRun(data));
  const stopped = await stopLeftovers(left);
  if (stopped.length > 0) line('!', say('leftover-stopped', { names: stopped.join(', ') }));

  const listening = [
    ...(databaseUrl ? [] : ['postgres']),
    ...(ownEngine ? ['engine', 'gateway', 'gatewayGrpc'] : []),
    'app',
  ];
  await checkPorts(listening, settings);
  line('✓', say('ports-free', { ports: listening.map((part) => ports[part]).join(', ') }));
  const secrets = loadSecrets(data);
  if (secrets.dataKeyMade) line('!', say('data-key-made', { file: secretsFile(data) }));

  const logs = join(data, 'logs');
  mkdirSync(logs, { recursive: true });
  const log = (name) => join(logs, `${name}.log`);
  await step('step-install', () => install(log('install')));
  await step('step-build-app', () => build('app', log('build-app')));
  await step('step-build-web', () => build('web', log('build-web')));
  if (ownEngine) {
    await step('step-build-gateway', () => build('gateway', log('build-gateway')));
    await step('step-build-engine', () => build('engine', log('build-engine')));
  } else {
    line('✓', say('cluster-external', { target: clusterAddress }));
  }

  const { bringUp } = await import('./lib/bring-up.mjs');
  const urls = await bringUp({ settings, secrets, log });
  writeRun(data, {
    ...readRun(data),
    state: 'ready',
    data,
    urls,
    ports,
    address,
    secrets: secretsFile(data),
    inUse: secretsOfCommands(secrets),
  });

  const { printSummary } = await import('./lib/summary.mjs');
  const { engineUser } = await import('./lib/parts.mjs');
  await printSummary({ urls, secretsPath: secretsFile(data), engineUser, demoPassword: secrets.demoPassword });
}

stopOnSignals({
  before: () => process.stdout.write(`\n${say('stopping')}\n`),
  after: () => line('✓', say('stopped')),
});

try {
  await main();
} catch (error) {
  // a stop that was asked for breaks off what was under way; its handler says so and exits
  if (!isStopping()) {
    if (error instanceof UserError) error.print();
    else process.stderr.write(`${error?.stack ?? error}\n`);
    await stopAll();
    process.exit(1);
  }
}
