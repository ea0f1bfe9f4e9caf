// A part of the system as a child process: started, waited for, restarted when it dies, stopped.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup, tail } from './command.mjs';
import { UserError } from './messages.mjs';

/** A probe for `ready`: the address answers 2xx. */
export function answers(url, headers = {}) {
  return async () => {
    try {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(3000) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  };
}

/** The header of HTTP basic authentication. */
export const basicAuth = (user, password) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

/**
 * One part. `definition`: name, command, args, cwd, env, uid, gid, log, marker (what its command line shows),
 * ready() -> boolean, readySeconds, stopSignal, stopSeconds, prepare() (run before every start).
 */
export class Service {
  constructor(definition) {
    this.definition = { env: {}, readySeconds: 120, stopSignal: 'SIGTERM', stopSeconds: 20, ...definition };
    this.name = definition.name;
    this.child = null;
    this.wanted = false;
    this.onChange = () => {};
    this.onDeath = () => {};
    this.onHealed = () => {};
  }

  get pid() {
    return this.child?.pid ?? null;
  }

  get log() {
    return this.definition.log;
  }

  /** Starts the process and waits until it is ready; its end before that is an error with the log's last lines. */
  async start() {
    this.wanted = true;
    await this.#spawn();
    await this.#untilReady();
  }

  async #spawn() {
    const { command, args, cwd, env, uid, gid, log, prepare } = this.definition;
    await prepare?.();
    mkdirSync(dirname(log), { recursive: true });
    // The process writes its log itself: it goes on undisturbed when this script is killed.
    const output = openSync(log, 'a', 0o640);
    try {
      // Its own process group: Ctrl-C in the terminal reaches this script only, which stops the parts in order.
      const identity = uid === undefined ? {} : { uid, gid };
      const stdio = ['ignore', output, output];
      const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: true, stdio, ...identity });
      this.child = child;
      this.cause = null;
      this.ended = new Promise((resolve) => {
        const end = (cause) => {
          this.cause ??= cause;
          if (this.child === child) this.child = null;
          resolve();
        };
        child.once('error', (error) => end(error.message));
        child.once('exit', (code, signal) => end(signal ?? `exit ${code}`));
      });
    } finally {
      closeSync(output);
    }
    this.onChange();
  }

  async #untilReady() {
    const { ready, readySeconds, log } = this.definition;
    const until = Date.now() + readySeconds * 1000;
    while (this.child) {
      if (await ready()) return;
      if (Date.now() > until) {
        const seconds = readySeconds;
        throw new UserError('service-not-ready', { service: this.name, seconds, log }, tail(log));
      }
      await Promise.race([sleep(200), this.ended]);
    }
    throw new UserError('service-exited', { service: this.name, cause: this.cause, log }, tail(log));
  }

  /** From now on: when the process ends unasked it is started again, after 0.5 s at first, later up to 30 s. */
  supervise() {
    void this.#watch();
  }

  async #watch() {
    let delay = 0.5;
    while (this.wanted) {
      const since = Date.now();
      await this.ended;
      if (!this.wanted) return;
      if (Date.now() - since > 60_000) delay = 0.5;
      this.onDeath(this.cause, delay);
      await sleep(delay * 1000);
      delay = Math.min(delay * 2, 30);
      if (!this.wanted) return;
      try {
        await this.#spawn();
        await this.#untilReady();
        if (this.wanted) this.onHealed();
      } catch (error) {
        if (this.child && this.wanted) await this.#end('SIGKILL', 0);
        if (!(error instanceof UserError)) this.onDeath(error.message, delay);
      }
    }
  }

  /** Ends the process as a power cut would, and leaves it so. */
  async kill9() {
    this.wanted = false;
    await this.#end('SIGKILL', 0);
  }

  /** Stops the process in order and waits; answers false if it had to be killed. */
  async stop() {
    this.wanted = false;
    return this.#end(this.definition.stopSignal, this.definition.stopSeconds);
  }

  async #end(signal, seconds) {
    if (!this.child) return true;
    const { pid } = this.child;
    const ended = this.ended.then(() => true);
    this.child.kill(signal);
    const inTime = seconds > 0 ? await Promise.race([ended, sleep(seconds * 1000, false, { ref: false })]) : false;
    // whatever of its group is left; after an orderly stop there is nothing
    killGroup(pid, 'SIGKILL');
    await ended;
    return inTime;
  }
}
