import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What a test run tells its own system would be told to those that a bench starts. */
const OURS = /^(HOTLINE|GATEWAY|ENGINE|CAMUNDA|ZEEBE|DATABASE)_/;

/** Runs a bench as anybody would, with nothing of this run's own system; its figures, also where they miss its target. */
export async function runBench<Figures>(name: string, args: string[]): Promise<Figures> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !OURS.test(variable)));
  const child = spawn(process.execPath, [join('bench', `${name}.mjs`), ...args], { env });
  let [figures, progress] = ['', ''];
  child.stdout.on('data', (text) => (figures += text));
  child.stderr.on('data', (text) => (progress += text));
  await new Promise((resolve) => child.once('close', resolve));
  const last = figures.trim().split('\n').at(-1);
  if (!last) throw new Error(`${name} ended without figures:\n${progress}`);
  return JSON.parse(last) as Figures;
}
