// Runs a command to its end, its output in a log file.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { onStop } from './stopping.mjs';

/** The last lines of a file, for a failure's details. */
export function tail(file, lines = 25) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/**
 * Runs a command and answers its exit code. With `log` its output goes there, else to this terminal.
 * It has its own process group: Ctrl-C reaches this script only, which then ends the group.
 */
export function run(command, args, { log, cwd, env = process.env } = {}) {
  let output = 'inherit';
  if (log) {
    mkdirSync(dirname(log), { recursive: true });
    output = openSync(log, 'a');
  }
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
    const forget = onStop(() => killGroup(child.pid, 'SIGTERM'));
    const finish = () => {
      forget();
      if (log) closeSync(output);
    };
    child.once('error', (error) => {
      finish();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      finish();
      resolve(code ?? signal);
    });
  });
}

/** Sends a signal to a process group, if it still exists. */
export function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // gone already
  }
}
