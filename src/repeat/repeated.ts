import type { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/**
 * Work that an app does again and again beside its requests: never twice at once, what fails is logged and tried again next
 * time, and stop() waits for what is under way. Not begun where the app works on nothing (HOTLINE_WORKERS=off).
 */
export class Repeated {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<unknown>,
    private readonly log: Logger,
  ) {}

  start(): void {
    if (process.env.HOTLINE_WORKERS === 'off') return;
    this.timer = setInterval(() => {
      this.running ??= this.work()
        .then(() => undefined)
        .catch((error: unknown) => this.log.warn(`Failed, tried again in ${this.everyMs} ms: ${String(error)}`))
        .finally(() => (this.running = undefined));
    }, this.everyMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}

/** Does work unless another app on the same database is at it; undefined then. `lock` is a number of that work alone. */
export async function alone<T>(dataSource: DataSource, lock: number, work: () => Promise<T>): Promise<T | undefined> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    const [row] = (await runner.query('SELECT pg_try_advisory_lock($1) AS mine', [lock])) as { mine: boolean }[];
    if (!row!.mine) return undefined;
    try {
      return await work();
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [lock]);
    }
  } finally {
    await runner.release();
  }
}
