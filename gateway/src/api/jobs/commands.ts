import { invalidArgument } from '../../common/problem';
import type { Routes } from '../routes';

/** How long an activation waits when the client does not say, in milliseconds. */
const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;

interface Activation {
  type?: string;
  timeout?: number;
  maxJobsToActivate?: number;
  worker?: string;
  fetchVariable?: string[];
  requestTimeout?: number;
}

/** Jobs: activation with long polling, and what a worker says of a job. */
export const jobCommands: Routes = (router, { activator, jobs: door }) => {
  router.post('/jobs/activation', async (request, response) => {
    const body = request.body as Activation;
    if (!body.type) {
      throw invalidArgument('No type provided.');
    }
    if (!(Number(body.maxJobsToActivate) > 0)) {
      throw invalidArgument(
        `The value for maxJobsToActivate is '${body.maxJobsToActivate}' but must be greater than 0.`,
      );
    }
    if (!(Number(body.timeout) > 0)) {
      throw invalidArgument(`The value for timeout is '${body.timeout}' but must be greater than 0.`);
    }
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const requestTimeout = body.requestTimeout ?? 0;
    return {
      jobs: await activator.activate(
        {
          type: body.type,
          maxJobs: Number(body.maxJobsToActivate),
          timeoutMs: Number(body.timeout),
          // a negative time-out switches long polling off
          requestTimeoutMs: requestTimeout < 0 ? 0 : requestTimeout || DEFAULT_REQUEST_TIMEOUT_MS,
          worker: body.worker ?? '',
          fetchVariables: body.fetchVariable,
        },
        gone.signal,
      ),
    };
  });

  router.post('/jobs/:key/completion', async (request) => {
    const body = (request.body ?? {}) as { variables?: Record<string, unknown> };
    await door.complete(String(request.params.key), body.variables);
  });
  router.post('/jobs/:key/failure', async (request) => {
    await door.fail(String(request.params.key), request.body as object);
  });
  router.post('/jobs/:key/error', async (request) => {
    const body = request.body as { errorCode?: string; errorMessage?: string; variables?: Record<string, unknown> };
    if (!body.errorCode) {
      throw invalidArgument('No errorCode provided.');
    }
    await door.error(String(request.params.key), { ...body, errorCode: body.errorCode });
  });
  router.patch('/jobs/:key', async (request) => {
    const { changeset } = request.body as { changeset?: { retries?: number | null; timeout?: number | null } };
    if (changeset?.retries == null && changeset?.timeout == null) {
      throw invalidArgument('At least one of [retries, timeout] is required');
    }
    await door.update(String(request.params.key), changeset);
  });
};
