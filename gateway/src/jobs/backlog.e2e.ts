import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandClient, deploy, diagram, jobTask } from '../api/commands.support';
import { gatewayBetween } from '../api/engine-between.support';

jest.setTimeout(120_000);

const { create } = commandClient();
const JOBS = 12;
/** So long requests take to come to the gateway. */
const ARRIVED_MS = 300;
/** Told `fetched` when the engine has locked the first job, whose answer it holds back until `goOn`. */
const way = new EventEmitter();

/** Jobs that the gateway had taken and gave back. */
let givenBack = 0;

const gateway = gatewayBetween(async ({ path, answer }) => {
  if (path.endsWith('/unlock')) givenBack++;
  if (path.endsWith('/fetchAndLock') && answer.includes('first-')) {
    way.emit('fetched');
    await once(way, 'goOn');
  }
});

describe('A type of which there are more jobs than its workers take', () => {
  it('keeps no other type’s workers from theirs, and none of its jobs is taken only to be given back', async () => {
    const id = `backlog-${randomUUID()}`;
    const [first, many, few] = [`first-${id}`, `many-${id}`, `few-${id}`];
    for (const type of [first, many, few]) await deploy(`${type}.bpmn`, diagram(type, [jobTask('work', type)]));
    for (let count = 0; count < JOBS; count++) await create(many);
    for (let count = 0; count < JOBS; count++) await create(few);
    await create(first);
    const { post } = commandClient(gateway().url);
    const ask = (type: string, maxJobsToActivate: number) =>
      post('/jobs/activation', { type, timeout: 60_000, maxJobsToActivate, requestTimeout: 10_000 });

    const fetched = once(way, 'fetched');
    const held = ask(first, 1);
    await fetched;
    // both wait when the gateway fetches again
    const both = Promise.all([ask(many, 1), ask(few, JOBS)]);
    await sleep(ARRIVED_MS);
    way.emit('goOn');
    const [busy, idle] = await both;
    expect((await held).jobs).toHaveLength(1);
    expect(busy.jobs).toHaveLength(1);
    expect(idle.jobs).toHaveLength(JOBS);
    expect(givenBack).toBe(0);
  });

  it('gives the oldest job first, also when it was taken and failed before', async () => {
    const type = `oldest-${randomUUID()}`;
    await deploy(`${type}.bpmn`, diagram(type, [jobTask('work', type)]));
    for (let count = 0; count < JOBS; count++) await create(type);
    const { post } = commandClient(gateway().url);
    const next = async (): Promise<string> => {
      const { jobs } = await post('/jobs/activation', {
        type,
        timeout: 60_000,
        maxJobsToActivate: 1,
        requestTimeout: 10_000,
      });
      return jobs[0].jobKey;
    };
    const oldest = await next();
    await post(`/jobs/${oldest}/failure`, { retries: 2 });
    expect(await next()).toBe(oldest);
    const others = [];
    for (let count = 1; count < JOBS; count++) others.push(Number(await next()));
    expect(others).toEqual([...others].sort((one, other) => one - other));
  });
});
