import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Services } from '../api/services';
import { rejection } from '../common/rejection';
import { checkTenants } from '../common/tenant';
import type { ActivatedJob } from '../jobs/activator';
import type * as Wire from './messages';

/** How long an activation waits when the client does not say, in milliseconds. */
const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;
/** A stream's jobs come this many at a time at most, and it asks again after this long without any. */
const STREAM = { maxJobs: 32, requestTimeoutMs: 30_000 } as const;
/** Clients take messages up to 4 MiB: jobs that are more together go in several. */
const MAX_MESSAGE_CHARACTERS = 2_000_000;

type Call<Request> = ServerWritableStream<Request, object>;

/** Long polling: the first jobs there are, or none at the time-out. */
export async function activateJobs(call: Call<Wire.ActivateJobs>, { activator }: Services): Promise<void> {
  const { request } = call;
  checkTenants('Activate Jobs', request.tenantIds);
  checkActivation('activate job batch', request);
  const requestTimeout = Number(request.requestTimeout);
  const jobs = await activator.activate(
    {
      type: request.type,
      maxJobs: request.maxJobsToActivate,
      timeoutMs: Number(request.timeout),
      requestTimeoutMs: requestTimeout < 0 ? 0 : requestTimeout || DEFAULT_REQUEST_TIMEOUT_MS,
      worker: request.worker,
      fetchVariables: request.fetchVariable,
    },
    goneWith(call),
  );
  for (const batch of batchesOf(jobs.map(jobOf))) {
    call.write({ jobs: batch });
  }
}

/** Pushes jobs as they come until the client cancels. */
export async function streamActivatedJobs(call: Call<Wire.StreamJobs>, { activator }: Services): Promise<void> {
  const { request } = call;
  checkTenants('Stream Activated Jobs', request.tenantIds);
  checkActivation('stream activated jobs', request);
  const gone = goneWith(call);
  // clients wait for the first sign of life before they say that the stream is open
  call.sendMetadata(call.metadata.clone());
  while (!gone.aborted) {
    const jobs = await activator.activate(
      {
        ...STREAM,
        type: request.type,
        timeoutMs: Number(request.timeout),
        worker: request.worker,
        fetchVariables: request.fetchVariable,
      },
      gone,
    );
    while (jobs.length > 0 && !gone.aborted) {
      if (!call.write(jobOf(jobs.shift()!))) {
        await once(call, 'drain', { signal: gone }).catch(() => undefined);
      }
    }
    // what a client that went away in between was not sent
    await activator.release(jobs.map(({ jobKey }) => jobKey));
  }
}

/** Refuses, in Zeebe's words, what no job can be activated by. */
function checkActivation(what: string, { type, timeout }: { type: string; timeout: string }): void {
  const refuse = (reason: string) => rejection('ACTIVATE', 'INVALID_ARGUMENT', `Expected to ${what} with ${reason}`);
  if (type.trim() === '') {
    throw refuse('type to be present, but it was blank');
  }
  if (Number(timeout) < 1) {
    throw refuse(`timeout to be greater than zero, but it was '${timeout}'`);
  }
}

function goneWith(call: Call<unknown>): AbortSignal {
  const gone = new AbortController();
  call.on('cancelled', () => gone.abort());
  call.on('close', () => gone.abort());
  return gone.signal;
}

function* batchesOf(jobs: ReturnType<typeof jobOf>[]): Generator<object[]> {
  let batch: object[] = [];
  let size = 0;
  for (const job of jobs) {
    if (batch.length > 0 && size + job.variables.length > MAX_MESSAGE_CHARACTERS) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(job);
    size += job.variables.length;
  }
  if (batch.length > 0) {
    yield batch;
  }
}

function jobOf(job: ActivatedJob) {
  return {
    ...job,
    key: job.jobKey,
    bpmnProcessId: job.processDefinitionId,
    customHeaders: JSON.stringify(job.customHeaders),
    variables: JSON.stringify(job.variables),
  };
}
