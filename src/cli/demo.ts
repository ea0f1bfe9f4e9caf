import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { Refused } from '../demo/client';
import { runDemo } from '../demo/demo';
import type { ProviderSecrets } from '../demo/providers';
import { readSamples } from '../demo/samples';
import type { EngineClient } from '../engine/engine-client';
import { addressOf } from './running-system';

interface DemoCommandOptions {
  cases?: number;
  calls?: number;
  concurrency: number;
  patience: number;
  input: string;
  address?: string;
}

/** Calls of the last month for each case: with sixty cases some two dozen a day. */
const CALLS_PER_CASE = 12;
const START_MS = 15 * 60 * 1000;

/** `hotline demo`: a bar while it runs, then what went which way, and as its last line the counts as JSON. */
export function demoCommand(
  out: (text: string) => void,
  password: () => string,
  secrets: () => ProviderSecrets,
  engine: () => Promise<EngineClient>,
): (options: DemoCommandOptions) => Promise<void> {
  return async (options) => {
    const { samples, skipped } = readSamples(options.input);
    for (const line of skipped) process.stderr.write(`${line}\n`);
    if (samples.length === 0) throw new Error(`${options.input}: there is no message in it`);
    const address = () => options.address ?? addressOf('app');
    const stop = await startUnlessRunning(address);
    try {
      const cases = options.cases ?? samples.length;
      const bar = new SingleBar({ format: '{bar} {value}/{total} {duration_formatted}' }, Presets.shades_classic);
      bar.start(cases, 0);
      const { stuck, ways, tasks, seconds, ...counts } = await runDemo({
        address: address(),
        password: password(),
        samples,
        cases,
        secrets: secrets(),
        calls: options.calls ?? cases * CALLS_PER_CASE,
        concurrency: options.concurrency,
        patienceMs: options.patience * 1000,
        onEnd: (done) => bar.update(done),
      })
        .finally(() => bar.stop())
        .catch((error: unknown) => {
          throw explained(error);
        });
      for (const [way, number] of Object.entries(ways).sort()) out(`${way.padEnd(24)} ${number}`);
      out(`${'user tasks'.padEnd(24)} ${tasks}`);
      for (const number of stuck) out(`${number} did not move on`);
      const incidents = await (await engine()).countIncidents();
      out(JSON.stringify({ ...counts, incidents, seconds }));
      if (counts.archived < counts.cases || incidents > 0) process.exitCode = 1;
    } finally {
      await stop();
    }
  };
}

/** Which setting is missing where what runs was told another secret than can be known here. */
function explained(error: unknown): unknown {
  if (!(error instanceof Refused)) return error;
  const { code, message } = error;
  const setting = {
    'login-failed': 'HOTLINE_DEMO_PASSWORD to the password of the demo accounts',
    'signature-invalid': 'HOTLINE_CHANNEL_PHONE_SECRET and HOTLINE_CHANNEL_SMS_SECRET to the secrets of the channels',
    'channel-closed': 'HOTLINE_CHANNEL_PHONE_SECRET and HOTLINE_CHANNEL_SMS_SECRET where the app runs, and here',
  }[code];
  return setting ? new Error(`${message} Set ${setting}.`, { cause: error }) : error;
}

/** Starts the system where none answers; gives what stops it again. */
async function startUnlessRunning(address: () => string): Promise<() => Promise<void>> {
  if (await isReady(address())) return () => Promise.resolve();
  const system = spawn(process.execPath, [join(process.cwd(), 'scripts', 'start.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Ctrl-C reaches this process; it stops the system in order.
    detached: true,
  });
  let exited = false;
  system.once('exit', () => (exited = true));
  for (const until = Date.now() + START_MS; !(await isReady(address()));) {
    if (exited) throw new Error('the system did not start: see the lines above');
    if (Date.now() > until) throw new Error(`nothing answers at ${address()}`);
    await wait(1000);
  }
  return async () => {
    if (exited) return;
    const exit = once(system, 'exit');
    system.kill('SIGINT');
    await exit;
  };
}

async function isReady(address: string): Promise<boolean> {
  const response = await fetch(`${address}/health/ready`).catch(() => null);
  return response?.ok ?? false;
}
