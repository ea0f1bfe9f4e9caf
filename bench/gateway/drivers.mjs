// The two ways to do a process's jobs: through the gateway as a Camunda 8 worker does, and straight on Operaton's REST as its
// own external task clients do. Both do the same: start, fetch up to 32, complete up to so many at once.
import { performance } from 'node:perf_hooks';

const TYPES = ['bench-first', 'bench-second'];
const LOCK_MS = 60_000;
const AT_ONCE = 16;

function client(base, authorization) {
  return async (path, body) => {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
}

const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Through the gateway. */
export function throughGateway(port, user, password) {
  const post = client(`http://127.0.0.1:${port}/v2`, basic(user, password));
  return {
    start: (number) => post('/process-instances', { processDefinitionId: 'two-jobs', variables: { number } }),
    // a long poll a job type, as Camunda's workers have
    polls: TYPES.map((type) => async () => {
      const { jobs } = await post('/jobs/activation', {
        type,
        worker: 'bench',
        timeout: LOCK_MS,
        maxJobsToActivate: 32,
        requestTimeout: 1000,
      });
      return jobs.map(({ jobKey }) => jobKey);
    }),
    complete: (key) => post(`/jobs/${key}/completion`, { variables: { answer: 1 } }),
  };
}

/** Straight on the engine's REST API. */
export function straight(port, user, password) {
  const post = client(`http://127.0.0.1:${port}/engine-rest`, basic(user, password));
  const variables = (values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, type: 'Integer' }]));
  return {
    start: (number) => post('/process-definition/key/two-jobs/start', { variables: variables({ number }) }),
    // one long poll for all topics, as Operaton's own client has
    polls: [
      async () => {
        const tasks = await post('/external-task/fetchAndLock', {
          workerId: 'bench',
          maxTasks: 32,
          asyncResponseTimeout: 1000,
          topics: TYPES.map((topicName) => ({ topicName, lockDuration: LOCK_MS })),
        });
        return tasks.map(({ id }) => id);
      },
    ],
    complete: (id) =>
      post(`/external-task/${id}/complete`, {
        workerId: 'bench',
        variables: variables({ answer: 1 }),
        localVariables: variables({ answer: 1 }),
      }),
  };
}

/** Starts instances and does all their jobs; answers jobs a second and the milliseconds of each completion. */
export async function drive(driver, instances) {
  for (let started = 0; started < instances; started += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, instances - started) }, (_, index) => started + index);
    await Promise.all(some.map((number) => driver.start(number)));
  }
  const jobs = instances * TYPES.length;
  const completions = [];
  const activations = [];
  const since = performance.now();
  let last = since;
  await Promise.all(
    driver.polls.map(async (poll) => {
      const inHand = new Set();
      while (completions.length < jobs) {
        const asked = performance.now();
        const keys = await poll();
        if (keys.length > 0) activations.push(performance.now() - asked);
        for (const key of keys) {
          while (inHand.size >= AT_ONCE) await Promise.race(inHand);
          const at = performance.now();
          const completed = driver.complete(key).then(() => {
            last = performance.now();
            completions.push(last - at);
            inHand.delete(completed);
          });
          inHand.add(completed);
        }
        await Promise.all(inHand);
      }
    }),
  );
  // until the last job was done: a poll that finds no more of its type waits on for up to a second
  return { jobsPerSecond: (jobs / (last - since)) * 1000, completions, activations };
}

/** One job after the other with nothing else going on: the milliseconds of each activation and completion. */
export async function oneByOne(driver, instances) {
  const activations = [];
  const completions = [];
  for (let number = 0; number < instances; number++) {
    await driver.start(number);
    for (const step of TYPES.keys()) {
      const poll = driver.polls[Math.min(step, driver.polls.length - 1)];
      const asked = performance.now();
      const [key] = await poll();
      activations.push(performance.now() - asked);
      const at = performance.now();
      await driver.complete(key);
      completions.push(performance.now() - at);
    }
  }
  return { activations, completions };
}
