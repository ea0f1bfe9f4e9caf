// What goes wrong in a chaos run. Each fault does its harm for a while and undoes it; `heal` starts what did not come back.
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onStop } from '../../scripts/lib/stopping.mjs';

/** Longer than a job's lock (30 s): the job is given to another worker while the first one still has it. */
const LONG_MS = 34_000;
const CLOCK_STEPS_MS = [-3_600_000, -600_000, 600_000, 7_200_000];

/** Between `least` and `most` seconds, now and then longer than a job's lock. */
const someTime = (next, least, most) => (next() < 0.12 ? LONG_MS : (least + next() * (most - least)) * 1000);

export class Faults {
  /** @param disk whether the data folder is a file system of its own that may be filled */
  constructor(cluster, next, { disk, clockFile }) {
    this.cluster = cluster;
    this.next = next;
    this.clockFile = clockFile;
    this.disk = disk;
    this.recoveries = [];
  }

  /** Everything that may happen: name and act, in an order that does not depend on the run. */
  kinds() {
    const { services, proxies } = this.cluster;
    const names = [...services.keys()];
    return [
      ...names.map((name) => ({ name: `kill ${name}`, act: () => this.kill(name) })),
      ...names.map((name) => ({ name: `freeze ${name}`, act: () => this.freeze(name) })),
      ...[...proxies.keys()].map((name) => ({ name: `network ${name}`, act: () => this.network(name) })),
      ...[...proxies.keys()].map((name) => ({ name: `cut ${name}`, act: () => this.cut(name) })),
      { name: 'clock', act: () => this.clock() },
      ...(this.disk ? [{ name: 'disk full', act: () => this.fillDisk() }] : []),
    ];
  }

  /** Ends a process as a power cut would; after a while it is started again. */
  async kill(name) {
    const service = this.cluster.services.get(name);
    const since = Date.now();
    await service.kill9();
    await sleep(500 + this.next() * 4000);
    await this.startAgain(service);
    this.recoveries.push({ part: name.replace(/-\d+$/, ''), seconds: (Date.now() - since) / 1000 });
  }

  /** Stops a process in its tracks: it keeps its connections and its locks. */
  async freeze(name) {
    const { pid } = this.cluster.services.get(name);
    if (!pid) return;
    const group = name === 'postgres' ? -pid : pid;
    signal(group, 'SIGSTOP');
    try {
      await sleep(someTime(this.next, 2, 9));
    } finally {
      signal(group, 'SIGCONT');
    }
  }

  /** The network between two parts carries nothing for a while. */
  async network(name) {
    const proxy = this.cluster.proxies.get(name);
    proxy.hold();
    try {
      await sleep(someTime(this.next, 2, 9));
    } finally {
      proxy.release();
    }
  }

  /** Every connection between two parts is broken at once. */
  async cut(name) {
    this.cluster.proxies.get(name).cut();
    await sleep(500);
  }

  /** The clock of every app, worker and gateway jumps, and jumps back. The engine and PostgreSQL keep theirs. */
  async clock() {
    const step = CLOCK_STEPS_MS[Math.floor(this.next() * CLOCK_STEPS_MS.length)];
    this.#setClock(step);
    try {
      await sleep(3000 + this.next() * 5000);
    } finally {
      this.#setClock(0);
    }
  }

  #setClock(offset) {
    writeFileSync(this.clockFile, String(offset));
    for (const [name, { pid }] of this.cluster.services)
      if (pid && /^(app|worker|gateway)-/.test(name)) signal(pid, 'SIGUSR2');
  }

  /** The file system of the data folder is full to the last block. */
  async fillDisk() {
    const filler = join(this.cluster.data, 'filler');
    try {
      // the second time takes what freed itself meanwhile
      for (let turn = 0; turn < 3; turn++) {
        const { bavail, bsize } = statfsSync(this.cluster.data);
        spawnSync('dd', [
          'if=/dev/zero',
          `of=${filler}.${turn}`,
          'bs=1M',
          `count=${Math.ceil((bavail * bsize) / 2 ** 20) + 1}`,
        ]);
        await sleep(1500 + this.next() * 2000);
      }
    } finally {
      for (let turn = 0; turn < 3; turn++) rmSync(`${filler}.${turn}`, { force: true });
    }
    await this.heal();
  }

  /** Starts every part that is not there: npm start's supervision would. */
  async heal() {
    const away = [...this.cluster.services.values()].filter(({ pid }) => !pid);
    await Promise.all(away.map((service) => this.startAgain(service)));
  }

  async startAgain(service) {
    for (let attempt = 1; ; attempt++) {
      try {
        await service.start();
        return;
      } catch (error) {
        if (attempt === 5) throw error;
        await service.kill9();
        await sleep(1000);
      }
    }
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // it ended meanwhile
  }
}

/** A file system of its own on a folder, which only root may make; answers whether there is one. */
export function ownFileSystem(folder, megabytes) {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', folder]);
  if (status !== 0) return false;
  onStop(() => void spawnSync('umount', ['-l', folder]));
  return true;
}
