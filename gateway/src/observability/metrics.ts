import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Everything that this process measures; written out by metrics-endpoint.ts. */
export const registry = new Registry();

collectDefaultMetrics({ register: registry });

const registers = [registry];
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Seconds that requests took, by the API's route. Activation waits for jobs, so its seconds say nothing of speed. */
export const httpDuration = new Histogram({
  name: 'gateway_http_request_duration_seconds',
  help: 'Duration of requests by route.',
  labelNames: ['method', 'route', 'status'],
  buckets: BUCKETS,
  registers,
});

/** Seconds that Operaton took to answer; status is `none` where no answer came. */
export const engineDuration = new Histogram({
  name: 'gateway_engine_request_duration_seconds',
  help: 'Duration of requests to the engine.',
  labelNames: ['method', 'status'],
  buckets: BUCKETS,
  registers,
});

/** Commands that the engine rolled back because another one had changed the same rows; they were tried again. */
export const engineConflicts = new Counter({
  name: 'gateway_engine_conflicts_total',
  help: 'Commands that were tried again after a conflict in the engine.',
  registers,
});

/** Jobs handed to clients, by type. */
export const jobsActivated = new Counter({
  name: 'gateway_jobs_activated_total',
  help: 'Jobs handed to clients.',
  labelNames: ['type'],
  registers,
});

/** 1 when a check of /ready holds, else 0. */
export const checkUp = new Gauge({
  name: 'gateway_ready_check',
  help: 'Whether a readiness check holds (1) or not (0).',
  labelNames: ['check'],
  registers,
});

/** Figures that are read when they are asked for: by partial index, from this process' own pool. */
export function measure(pool: Pool): void {
  new Gauge({
    name: 'gateway_db_pool_connections',
    help: 'Connections of the database pool: open, idle, and requests waiting for one.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  new Gauge({
    name: 'gateway_messages_late_seconds',
    help: 'How long the longest waiting message is past the time when it should have been tried.',
    registers,
    async collect() {
      const { rows } = await pool.query<{ late: number }>(
        `SELECT coalesce(extract(epoch FROM now() - min(next_try_at)), 0)::float8 AS late FROM gateway.message WHERE open`,
      );
      this.set(Math.max(0, rows[0]!.late));
    },
  });
}
