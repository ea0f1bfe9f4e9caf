import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { Draining } from './draining';
import { log } from './logger';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const DEFAULT_STOP_SECONDS = 25;
const IDLE_LOOK_MS = 100;

/**
 * Stops the app in order when it is told to: it is not ready from then on, takes no more jobs and finishes those in
 * hand, ends the streams, answers the requests that have come, and closes the database last. HOTLINE_DRAIN_SECONDS is
 * how long it goes on answering first, so that a load balancer sees that it is not ready (0); after HOTLINE_STOP_SECONDS
 * (25) it ends whatever is still open.
 */
export function stopInTime(app: INestApplication, stopTracing: () => Promise<void>): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    const late = setTimeout(
      () => {
        log.error('the stop took too long');
        process.exit(1);
      },
      Number(process.env.HOTLINE_STOP_SECONDS ?? DEFAULT_STOP_SECONDS) * 1000,
    );
    late.unref();
    const draining = app.get(Draining);
    draining.begin();
    await wait(Number(process.env.HOTLINE_DRAIN_SECONDS ?? 0) * 1000);
    const server = app.getHttpServer() as Server;
    // A connection that its client keeps open after its last answer would keep the server open with it.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
    await app.close();
    clearInterval(idle);
    await stopTracing();
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.fatal({ err: error }, 'the stop failed');
        process.exit(1);
      });
    });
  }
}
