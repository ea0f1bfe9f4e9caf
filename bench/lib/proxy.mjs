// A TCP proxy and balancer in one: connections go to the first target, from the last one used on, that takes them. It can
// hold everything back, as a network does that is down for a while, and break every connection, as a firewall does.
import { connect, createServer } from 'node:net';

export class Proxy {
  /** @param targets ports on this machine */
  constructor(targets) {
    this.targets = targets;
    this.turn = 0;
    this.pairs = new Set();
    this.held = false;
    this.waiting = [];
  }

  /** Listens on a free port, which is answered. */
  async start() {
    this.server = createServer((client) => void this.#accept(client));
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    return this.port;
  }

  async #accept(client) {
    client.on('error', () => {});
    client.setNoDelay(true);
    if (this.held) await new Promise((resolve) => this.waiting.push(resolve));
    const first = this.turn++;
    for (let tried = 0; tried < this.targets.length; tried++) {
      const server = await this.#reach(this.targets[(first + tried) % this.targets.length]);
      if (!server) continue;
      this.#join(client, server);
      return;
    }
    client.destroy();
  }

  #reach(port) {
    return new Promise((resolve) => {
      const server = connect(port, '127.0.0.1');
      server.setNoDelay(true);
      server.once('connect', () => resolve(server));
      server.once('error', () => resolve(null));
    });
  }

  #join(client, server) {
    const pair = [client, server];
    this.pairs.add(pair);
    const end = () => {
      this.pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const [from, to] of [
      [client, server],
      [server, client],
    ]) {
      from.on('error', end);
      from.on('close', end);
      from.pipe(to);
    }
    if (this.held) for (const socket of pair) socket.pause();
  }

  /** Nothing passes any more, nothing is refused. */
  hold() {
    this.held = true;
    for (const pair of this.pairs) for (const socket of pair) socket.pause();
  }

  /** What was held back goes on its way. */
  release() {
    this.held = false;
    for (const pair of this.pairs) for (const socket of pair) socket.resume();
    for (const go of this.waiting.splice(0)) go();
  }

  /** Breaks every connection. */
  cut() {
    for (const pair of [...this.pairs]) for (const socket of pair) socket.resetAndDestroy();
  }

  stop() {
    this.release();
    this.cut();
    this.server.close();
  }
}
