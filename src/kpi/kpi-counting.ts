import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HotlineConfig } from '../config/hotline-config';
import { CountedQuarters, EVER } from './counted-quarters';
import { CountedUnitDays } from './counted-unit-days';

const EVERY_MS = 60_000;

/** Counts ahead what changed, every minute, so that a page of measures finds little left to count. */
@Injectable()
export class KpiCounting implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(KpiCounting.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly quarters: CountedQuarters,
    private readonly unitDays: CountedUnitDays,
    private readonly config: HotlineConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (process.env.HOTLINE_WORKERS === 'off') return;
    this.timer = setInterval(() => {
      this.running ??= this.count()
        .catch((error: unknown) => this.log.error(`Counting the measures failed: ${String(error)}`))
        .finally(() => (this.running = undefined));
    }, EVERY_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Counts all that changed. */
  async count(): Promise<void> {
    await this.quarters.refresh(EVER);
    for (const { code } of this.config.bodies) await this.unitDays.refresh(EVER, code);
  }
}
