import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { EngineClient } from '../engine';
import { figuresUp, incidentsOpen, overdue, poolConnections, queueAge, queueWaiting } from './metrics';
import { Readiness } from './readiness';

/** However often they are asked for, the figures are read at most this often. */
const FRESH_MS = 10_000;
/** A queue is counted this far: beyond it, that it is long is all one needs to know. */
const MOST_COUNTED = 10_000;
/** What of each queue waits, as the partial index that finds it says it. */
const QUEUES = {
  outbox: 'engine_outbox WHERE sent_at IS NULL',
  notifications: 'notification WHERE sent_at IS NULL AND given_up_at IS NULL',
} as const;

interface PoolOfDriver {
  master?: { totalCount: number; idleCount: number; waitingCount: number };
}

/** Reads what stands in database and engine, and not in this process, into the metrics: by partial indexes only. */
@Injectable()
export class Figures {
  private readonly log = new Logger(Figures.name);
  private readAt = 0;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly engine: EngineClient,
    private readonly readiness: Readiness,
  ) {}

  /** Brings the gauges up to date; several who ask at once share one reading. Never throws. */
  async refresh(): Promise<void> {
    this.pool();
    if (Date.now() - this.readAt < FRESH_MS) return;
    this.reading ??= this.read().finally(() => {
      this.readAt = Date.now();
      this.reading = undefined;
    });
    await this.reading;
  }

  private async read(): Promise<void> {
    const [up] = await Promise.allSettled([
      Promise.all([this.queues(), this.overdue(), this.incidents()]),
      this.readiness.look(),
    ]);
    figuresUp.set(up.status === 'fulfilled' ? 1 : 0);
    if (up.status === 'rejected') this.log.warn('The figures could not be read', up.reason as Error, Figures.name);
  }

  private pool(): void {
    const { master } = this.dataSource.driver as unknown as PoolOfDriver;
    if (!master) return;
    poolConnections.set({ state: 'open' }, master.totalCount);
    poolConnections.set({ state: 'idle' }, master.idleCount);
    poolConnections.set({ state: 'waiting' }, master.waitingCount);
  }

  private async queues(): Promise<void> {
    for (const [queue, due] of Object.entries(QUEUES)) {
      const [{ waiting, oldest }] = await this.dataSource.query<[{ waiting: number; oldest: Date | null }]>(
        `SELECT count(*)::int AS waiting, min(created_at) AS oldest
         FROM (SELECT created_at FROM ${due} ORDER BY available_at LIMIT ${MOST_COUNTED}) AS due`,
      );
      queueWaiting.set({ queue }, waiting);
      queueAge.set({ queue }, oldest ? Math.max(0, (this.clock.now().getTime() - oldest.getTime()) / 1000) : 0);
    }
  }

  private async overdue(): Promise<void> {
    const [{ signIn, handling }] = await this.dataSource.query<[{ signIn: number; handling: number }]>(
      `SELECT
         (SELECT count(*)::int FROM assignment WHERE status = 'issued' AND sign_in_due < $1) AS "signIn",
         (SELECT count(*)::int FROM assignment WHERE status IN ('issued', 'signed-in') AND handling_due < $1) AS handling`,
      [this.clock.now()],
    );
    overdue.set({ limit: 'sign-in' }, signIn);
    overdue.set({ limit: 'handling' }, handling);
  }

  private async incidents(): Promise<void> {
    incidentsOpen.set(await this.engine.countIncidents());
  }
}
