// Asks a system for the same page again and again, as a browser would, and notes when it was answered.
import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 100;
const PATIENCE_MS = 10_000;

export class Probe {
  constructor(cluster) {
    this.cluster = cluster;
    this.answered = [];
    this.going = true;
  }

  /** Signs in and begins. */
  async start() {
    const { url, secrets } = this.cluster;
    const response = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'supervisor', password: secrets.demoPassword }),
    });
    if (!response.ok) throw new Error(`the probe could not sign in: ${response.status}`);
    this.headers = { authorization: `Bearer ${(await response.json()).accessToken}`, connection: 'close' };
    this.running = this.#run();
    return this;
  }

  async #run() {
    while (this.going) {
      const response = await fetch(`${this.cluster.url}/api/v1/tasks`, {
        headers: this.headers,
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch(() => null);
      await response?.arrayBuffer().catch(() => null);
      if (response?.ok) this.answered.push(Date.now());
      await sleep(EVERY_MS);
    }
  }

  async stop() {
    this.going = false;
    await this.running;
  }

  /** The longest time without an answer between two instants, in milliseconds. */
  longestSilence(from, until) {
    const within = this.answered.filter((at) => at > from && at < until);
    const marks = [from, ...within, until];
    return Math.max(...marks.slice(1).map((at, index) => at - marks[index]));
  }
}
