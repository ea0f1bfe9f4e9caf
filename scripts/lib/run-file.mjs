// <data>/run.json says what runs on a data folder: for a second start, for the command line and for tests.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from './messages.mjs';
import { endProcess, isStill } from './processes.mjs';

const fileOf = (data) => join(data, 'run.json');
// started by npm start (start.mjs) or by `hotline start`
const ownMarker = basename(process.argv[1] ?? '');

/** What run.json says, or null. */
export function readRun(data) {
  try {
    return JSON.parse(readFileSync(fileOf(data), 'utf8'));
  } catch {
    return null;
  }
}

/** What runs on the data folder now, or null: {pid, state, urls, ports, services, data}. */
export function findRunning(data) {
  const run = readRun(data);
  return run?.marker && isStill(run.pid, run.marker) ? run : null;
}

/** Ends this start with a clear line if another one holds the data folder. */
export function refuseIfRunning(data) {
  const running = findRunning(data);
  if (!running) return;
  const { pid, state, urls } = running;
  throw new UserError(state === 'ready' ? 'already-running' : 'already-starting', { url: urls?.app ?? '', pid });
}

/** Claims the data folder for this process. Answers what a crashed run left in run.json. */
export function claim(data, details) {
  refuseIfRunning(data);
  const left = readRun(data);
  rmSync(fileOf(data), { force: true });
  mkdirSync(data, { recursive: true });
  try {
    // exclusive: of two starts at the same moment one loses here
    writeFileSync(fileOf(data), text({ ...details, services: left?.services ?? {} }), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    throw new UserError('already-starting', { pid: readRun(data)?.pid ?? '?' });
  }
  return left;
}

/** Replaces run.json by what is true now. */
export function writeRun(data, details) {
  writeFileSync(`${fileOf(data)}.new`, text(details), { mode: 0o600 });
  renameSync(`${fileOf(data)}.new`, fileOf(data));
}

/** Removes run.json. */
export const removeRun = (data) => rmSync(fileOf(data), { force: true });

const text = (details) => `${JSON.stringify({ pid: process.pid, marker: ownMarker, ...details }, null, 2)}\n`;

/** Ends the parts that a start which was killed left running; answers their names. */
export async function stopLeftovers(left) {
  const names = [];
  for (const [name, { pid, marker: mark, stopSignal }] of Object.entries(left?.services ?? {}).reverse()) {
    if (!isStill(pid, mark)) continue;
    await endProcess(pid, stopSignal);
    names.push(name);
  }
  return names;
}
