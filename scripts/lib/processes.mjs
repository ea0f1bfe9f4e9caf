// Looking at and ending processes by their id.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process exists (a zombie does not count). */
export function alive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  try {
    // after the command's name in parentheses comes the state
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/** The command line of a process, '' if it cannot be known. */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    const found = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return found.status === 0 ? found.stdout : '';
  }
}

/** Whether `pid` is still the process that it was: ids are used again, so its command line must show the marker. */
export const isStill = (pid, marker) => Number.isInteger(pid) && alive(pid) && commandLine(pid).includes(marker);

/** Ends a process: the signal, then SIGKILL after `seconds`. Answers false if it had to be killed. */
export async function endProcess(pid, signal = 'SIGTERM', seconds = 20) {
  const send = (what) => {
    try {
      process.kill(pid, what);
    } catch {
      // gone already
    }
  };
  send(signal);
  for (let waited = 0; waited < seconds * 1000; waited += 50) {
    if (!alive(pid)) return true;
    await sleep(50);
  }
  send('SIGKILL');
  while (alive(pid)) await sleep(50);
  return false;
}
