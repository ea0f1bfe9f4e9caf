import { EngineClient, type EngineJob } from '../engine';
import { isOutage } from './outage';
import { WorkerRunner } from './worker-runner';
import { complete, JobWorker } from './job-worker';
import { z } from 'zod';

const of = (parts: object): Error => Object.assign(new Error('failed'), parts);

describe('what is an outage', () => {
  it.each([
    ['PostgreSQL is shutting down', of({ code: '57P01' }), true],
    ['PostgreSQL starts', of({ code: '57P03' }), true],
    ['PostgreSQL has no room on its disk', of({ code: '53100' }), true],
    ['another transaction won', of({ code: '40P01' }), true],
    ['nobody listens', of({ code: 'ECONNREFUSED' }), true],
    ['the disk is full', of({ code: 'ENOSPC' }), true],
    ['TypeORM wraps what the driver said', of({ driverError: of({ code: '08006' }) }), true],
    ['the connection broke off', new Error('Connection terminated unexpectedly'), true],
    ['the gateway has no engine', of({ status: 503 }), true],
    ['a rule of the table is broken', of({ code: '23505' }), false],
    ['a statement is wrong', of({ code: '42601' }), false],
    ['a value is missing', new Error('variables of job x do not fit'), false],
    ['the engine refuses', of({ status: 400 }), false],
    ['the engine fails at what it was given', of({ status: 500 }), false],
    ['nothing was thrown', undefined, false],
  ])('%s', (_why, error, expected) => {
    expect(isOutage(error)).toBe(expected);
  });
});

class Broken extends JobWorker<object, object> {
  readonly type = 'broken';
  readonly input = z.object({});
  constructor(private readonly error: Error) {
    super();
  }
  handle() {
    return this.error ? Promise.reject(this.error) : Promise.resolve(complete({}));
  }
}

describe('a job that fails', () => {
  const failed: { retries: number; backOffMs: number }[] = [];
  const engine = {
    failJob: (_key: string, failure: { retries: number; backOffMs: number }) => Promise.resolve(failed.push(failure)),
  } as unknown as EngineClient;
  const job = { key: '1', type: 'broken', retries: 3, variables: {}, customHeaders: {} } as unknown as EngineJob;
  const run = (error: Error) => new WorkerRunner(engine, []).handle(new Broken(error), job);

  beforeEach(() => failed.splice(0));

  it('uses up a retry for a fault of its own', async () => {
    await run(new Error('a value is missing'));
    expect(failed).toMatchObject([{ retries: 2 }]);
  });

  it('uses up none while its surroundings are away', async () => {
    await run(of({ code: 'ECONNREFUSED' }));
    expect(failed).toMatchObject([{ retries: 3 }]);
    expect(failed[0]!.backOffMs).toBeGreaterThan(0);
  });
});
