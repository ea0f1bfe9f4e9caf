import type { Logger } from '@nestjs/common';

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
