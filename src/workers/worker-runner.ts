import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { EngineClient, type EngineJob, engineStatusOf, TRACE_VARIABLE } from '../engine';
import { jobDuration, jobFetchFailures, type JobOutcome, jobsInHand } from '../observability/metrics';
import { inSpan } from '../observability/tracing';
import { BackOff } from '../repeat/back-off';
import { type JobWorker, parseJob, variablesOf } from './job-worker';
import { isOutage } from './outage';

/** Injection token of all workers, in the order of src/workers/index.ts. */
export const JOB_WORKERS = Symbol('JOB_WORKERS');

const MAX_JOBS = 32;
/** Asked for at once at least: to ask for each job that a busy worker has room for costs as much as the job. */
const LEAST_ASKED = 8;
const JOB_TIMEOUT_MS = 30_000;
const LONG_POLL_MS = 20_000;
const FETCH_BACK_OFF = new BackOff(1000, 30_000);
const RETRY_BACK_OFF_MS = [30_000, 10_000, 2_000];
/** What is away comes back in its own time: asked often enough, and no retry used up. */
const OUTAGE_BACK_OFF_MS = 5_000;

/**
 * Fetches jobs and hands them to their workers: one long-poll a job type, at most 32 jobs of a type at a time. A stop
 * ends the polls at once and waits for the jobs in hand.
 */
@Injectable()
export class WorkerRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(WorkerRunner.name);
  private readonly abort = new AbortController();
  private loops: Promise<void>[] = [];

  constructor(
    private readonly engine: EngineClient,
    @Inject(JOB_WORKERS) private readonly workers: JobWorker<unknown, object>[],
  ) {}

  onApplicationBootstrap(): void {
    if (process.env.HOTLINE_WORKERS !== 'off') this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.abort.abort();
    await Promise.all(this.loops);
  }

  /** Starts one loop a job type. */
  start(): void {
    setMaxListeners(0, this.abort.signal);
    this.loops = this.workers.map((worker) => this.poll(worker));
  }

  private async poll(worker: JobWorker<unknown, object>): Promise<void> {
    const inHand = new Set<Promise<void>>();
    const variables = [...variablesOf(worker), TRACE_VARIABLE];
    let refused = 0;
    while (!this.abort.signal.aborted) {
      try {
        const jobs = await this.engine.activateJobs(worker.type, MAX_JOBS - inHand.size, {
          worker: `hotline@${hostname()}`,
          timeoutMs: JOB_TIMEOUT_MS,
          requestTimeoutMs: LONG_POLL_MS,
          variables,
          signal: this.abort.signal,
        });
        refused = 0;
        for (const job of jobs) {
          const handled: Promise<void> = this.handle(worker, job).finally(() => inHand.delete(handled));
          inHand.add(handled);
        }
        while (inHand.size > MAX_JOBS - LEAST_ASKED) await Promise.race(inHand);
      } catch (error) {
        if (this.abort.signal.aborted) break;
        jobFetchFailures.inc({ type: worker.type });
        const backOff = FETCH_BACK_OFF.wait(refused++);
        this.log.warn(`Fetching ${worker.type}: ${describe(error)}; next try in ${backOff} ms.`);
        await this.pause(backOff);
      }
    }
    await Promise.all(inHand);
  }

  /** Runs one delivered job in the trace that its process carries, and reports its outcome; never throws. */
  async handle(worker: JobWorker<unknown, object>, job: EngineJob): Promise<void> {
    const parent = job.variables[TRACE_VARIABLE];
    const { type, key: jobKey, processInstanceKey } = job;
    const measured = jobDuration.startTimer({ type });
    jobsInHand.inc();
    try {
      const outcome = await inSpan(
        `job ${type}`,
        {
          kind: SpanKind.CONSUMER,
          parent: typeof parent === 'string' ? parent : undefined,
          attributes: { 'messaging.operation.type': 'process', 'hotline.job.type': type, 'hotline.job.key': jobKey },
          logFields: { jobType: type, jobKey, processInstanceKey },
        },
        () => this.run(worker, job),
      );
      measured({ outcome });
    } finally {
      jobsInHand.dec();
    }
  }

  private async run(worker: JobWorker<unknown, object>, job: EngineJob): Promise<JobOutcome> {
    try {
      const answer = await worker.handle(parseJob(worker, job));
      if (answer.kind === 'complete') {
        await this.engine.completeJob(job.key, answer.variables as Record<string, unknown>);
        return 'completed';
      }
      await this.engine.throwJobError(job.key, answer);
      return 'bpmn-error';
    } catch (error) {
      return this.fail(job, error);
    }
  }

  private async fail(job: EngineJob, error: unknown): Promise<JobOutcome> {
    const status = engineStatusOf(error);
    if (status === 404 || status === 409) {
      // Somebody else was faster, or the process went another way: there is nothing left to report.
      this.log.debug(`Job ${job.type} ${job.key} is no longer ours.`);
      return 'gone';
    }
    const outage = isOutage(error);
    const retries = outage ? job.retries : Math.max(job.retries - 1, 0);
    this.log.warn(`Job ${job.type} ${job.key} failed, ${retries} retries left: ${describe(error)}`);
    try {
      await this.engine.failJob(job.key, {
        retries,
        backOffMs: outage ? OUTAGE_BACK_OFF_MS : RETRY_BACK_OFF_MS[Math.min(retries, RETRY_BACK_OFF_MS.length - 1)]!,
        message: describe(error),
      });
    } catch (unreported) {
      // The job's lock runs out and the engine delivers it again.
      this.log.warn(`Job ${job.type} ${job.key} could not be reported as failed: ${describe(unreported)}`);
    }
    return outage ? 'outage' : 'failed';
  }

  private async pause(ms: number): Promise<void> {
    // Rejects when the runner stops: the loop's condition then ends the loop.
    await wait(ms, undefined, { signal: this.abort.signal }).catch(() => undefined);
  }
}

function describe(error: unknown): string {
  const { detail, message } = error as { detail?: string; message?: string };
  return detail ?? message ?? String(error);
}
