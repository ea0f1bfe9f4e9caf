import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Everything that this process measures; written out by metrics-endpoint.ts. Names: docs/operations.md. */
export const registry = new Registry();

collectDefaultMetrics({ register: registry });

const registers = [registry];
/** From what a cached look-up takes to what makes people wait; in seconds. */
const HTTP_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const JOB_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Seconds from a request's first byte to its answer's last, by route (not by address: no ids, no text). */
export const httpDuration = new Histogram({
  name: 'hotline_http_request_duration_seconds',
  help: 'Duration of HTTP requests by route.',
  labelNames: ['method', 'route', 'status'],
  buckets: HTTP_BUCKETS,
  registers,
});

/** Streams of live updates that are open. */
export const streamsOpen = new Gauge({
  name: 'hotline_event_streams_open',
  help: 'Server-sent event streams that are open.',
  registers,
});

/** Outcomes of a job: what the worker answered, or why it could not. */
export type JobOutcome = 'completed' | 'bpmn-error' | 'failed' | 'outage' | 'gone';

/** Seconds from a job's delivery to the report of its outcome. */
export const jobDuration = new Histogram({
  name: 'hotline_job_duration_seconds',
  help: 'Duration of jobs by type and outcome.',
  labelNames: ['type', 'outcome'],
  buckets: JOB_BUCKETS,
  registers,
});

/** Jobs that are being worked on. */
export const jobsInHand = new Gauge({ name: 'hotline_jobs_in_hand', help: 'Jobs being worked on.', registers });

/** Fetches of jobs that failed, by job type. */
export const jobFetchFailures = new Counter({
  name: 'hotline_job_fetch_failures_total',
  help: 'Attempts to fetch jobs that failed.',
  labelNames: ['type'],
  registers,
});

/** Messages handed on by queue and outcome; a failed one is tried again. */
export const queueDeliveries = new Counter({
  name: 'hotline_queue_deliveries_total',
  help: 'Messages of a queue that were taken or refused by who they are for.',
  labelNames: ['queue', 'outcome'],
  registers,
});

/** Messages of a queue that wait, counted up to 10,000. */
export const queueWaiting = new Gauge({
  name: 'hotline_queue_waiting',
  help: 'Messages of a queue that wait (counted up to 10000).',
  labelNames: ['queue'],
  registers,
});

/** Age in seconds of the oldest message of a queue that waits; 0 of an empty one. */
export const queueAge = new Gauge({
  name: 'hotline_queue_oldest_seconds',
  help: 'Age of the oldest waiting message of a queue.',
  labelNames: ['queue'],
  registers,
});

/** Open assignments whose time is over, by the limit that they missed. */
export const overdue = new Gauge({
  name: 'hotline_assignments_overdue',
  help: 'Open assignments past their time limit.',
  labelNames: ['limit'],
  registers,
});

/** Incidents that wait for an administrator. */
export const incidentsOpen = new Gauge({
  name: 'hotline_incidents_open',
  help: 'Open incidents of the engine.',
  registers,
});

/** 1 when a check of /health/ready holds, else 0. */
export const checkUp = new Gauge({
  name: 'hotline_ready_check',
  help: 'Whether a readiness check holds (1) or not (0).',
  labelNames: ['check'],
  registers,
});

/** Bytes that the data folder's file system still takes. */
export const diskFree = new Gauge({
  name: 'hotline_data_free_bytes',
  help: 'Free bytes on the file system of the data folder.',
  registers,
});

/** Connections of the pool to the database, by state. */
export const poolConnections = new Gauge({
  name: 'hotline_db_pool_connections',
  help: 'Connections of the database pool: open, idle, and requests waiting for one.',
  labelNames: ['state'],
  registers,
});

/** 1 when the last look at database and engine for these figures went well. */
export const figuresUp = new Gauge({
  name: 'hotline_figures_up',
  help: 'Whether the figures read from database and engine are fresh (1) or could not be read (0).',
  registers,
});
