import { invalidArgument } from '../../common/problem';
import { checkTenants } from '../../common/tenant';
import type { JobResult } from '../../jobs/job-result';
import { readBody, Violations } from '../body';
import { keyParameter } from '../parameters';
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
  tenantIds?: string[];
}

interface Completion {
  variables?: Record<string, unknown>;
  result?: JobResult;
}

/** Jobs: activation with long polling, and what a worker says of a job. */
export const jobCommands: Routes = (router, { activator, jobs }) => {
  router.post('/jobs/activation', async (request, response) => {
    const body = readBody<Activation>(request.body, {
      type: 'text',
      worker: 'text',
      timeout: 'integer',
      maxJobsToActivate: 'integer',
      fetchVariable: 'texts',
      requestTimeout: 'integer',
      tenantIds: 'texts',
      tenantFilter: 'text',
    });
    new Violations()
      .required(body.type, 'type')
      .required(body.timeout, 'timeout')
      .atLeast(body.timeout, 1, 'timeout', 'greater than 0')
      .required(body.maxJobsToActivate, 'maxJobsToActivate')
      .atLeast(body.maxJobsToActivate, 1, 'maxJobsToActivate', 'greater than 0')
      .refuse();
    checkTenants('Activate Jobs', body.tenantIds);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const requestTimeout = body.requestTimeout ?? 0;
    const activated = await activator.activate(
      {
        type: body.type!,
        maxJobs: body.maxJobsToActivate!,
        timeoutMs: body.timeout!,
        // a negative time-out switches long polling off
        requestTimeoutMs: requestTimeout < 0 ? 0 : requestTimeout || DEFAULT_REQUEST_TIMEOUT_MS,
        worker: body.worker ?? '',
        fetchVariables: body.fetchVariable,
      },
      gone.signal,
    );
    return { jobs: activated };
  });

  router.post('/jobs/:key/completion', (request) => {
    const key = keyParameter(request, 'jobKey');
    const body = readBody<Completion>(request.body, { variables: 'object', result: 'object' });
    return jobs.complete(key, body.variables, body.result);
  });

  router.post('/jobs/:key/failure', (request) => {
    const key = keyParameter(request, 'jobKey');
    const body = readBody<Parameters<typeof jobs.fail>[1]>(request.body, {
      retries: 'integer',
      errorMessage: 'text',
      retryBackOff: 'integer',
      variables: 'object',
    });
    return jobs.fail(key, body);
  });

  router.post('/jobs/:key/error', (request) => {
    const key = keyParameter(request, 'jobKey');
    const body = readBody<{ errorCode?: string; errorMessage?: string; variables?: Record<string, unknown> }>(
      request.body,
      { errorCode: 'text', errorMessage: 'text', variables: 'object' },
    );
    new Violations().required(body.errorCode, 'errorCode').refuse();
    return jobs.error(key, { ...body, errorCode: body.errorCode! });
  });

  router.patch('/jobs/:key', (request) => {
    const key = keyParameter(request, 'jobKey');
    const body = readBody<{ changeset?: unknown }>(request.body, {
      changeset: 'object',
      operationReference: 'reference',
    });
    const changes = readBody<{ retries?: number; timeout?: number }>(
      body.changeset,
      { retries: 'integer', timeout: 'integer' },
      'changeset.',
    );
    if (changes.retries === undefined && changes.timeout === undefined) {
      throw invalidArgument('At least one of [retries, timeout] is required.');
    }
    return jobs.update(key, changes);
  });
};
