import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HotlineConfig } from './hotline-config';
import { ConfigError } from './yaml-file';

/** A change is taken over when nothing has changed for so long: at the latest after twice the time. */
const EVERY_MS = 2000;

/** Reads one more part of config/ anew; the function that it gives makes it hold. Throws ConfigError and nothing holds. */
type Reader = (folder: string, config: HotlineConfig) => () => void;

/**
 * Makes a changed config/ hold while the app runs, in every app that reads the folder: read whole and checked first. What is
 * broken is refused with file, line and key in the log, and what held before goes on holding.
 */
@Injectable()
export class ConfigWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ConfigWatch.name);
  private readonly readers: Reader[] = [];
  private settled: string;
  private seen: string;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly folder: string,
    private readonly config: HotlineConfig,
  ) {
    this.settled = this.seen = stateOf(folder);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Reads a part of the folder now, and again after every change: `renew` makes the first object what was read. */
  follow<T extends object>(
    read: (folder: string, config: HotlineConfig) => T,
    renew: (current: T, next: T) => void = (current, next) => Object.assign(current, next),
  ): T {
    const current = read(this.folder, this.config);
    this.readers.push((folder, config) => {
      const next = read(folder, config);
      return () => renew(current, next);
    });
    return current;
  }

  /** Takes a change over once the folder has come to rest; true when it holds now. */
  look(): boolean {
    const state = stateOf(this.folder);
    const resting = state === this.seen;
    this.seen = state;
    if (!resting || state === this.settled) return false;
    this.settled = state;
    return this.takeOver();
  }

  private takeOver(): boolean {
    try {
      const read = HotlineConfig.load(this.folder);
      const renewals = this.readers.map((reader) => reader(this.folder, read));
      this.config.takeOver(read);
      for (const renew of renewals) renew();
      this.log.log('The changed configuration holds now.');
      return true;
    } catch (error) {
      const findings = error instanceof ConfigError ? error.findings : [String(error)];
      this.log.error(`The changed configuration is refused, the earlier one holds: ${findings.join('; ')}`);
      return false;
    }
  }
}

/** Changes whenever a file of the folder does; a folder that is gone is a state of its own. */
function stateOf(folder: string): string {
  if (!existsSync(folder)) return 'gone';
  return readdirSync(folder, { recursive: true })
    .map(String)
    .sort()
    .map((name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return `${name} ${found?.mtimeMs} ${found?.size}`;
    })
    .join('\n');
}
