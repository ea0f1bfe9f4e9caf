import { getEventListeners } from 'node:events';
import type * as Client from './camunda-engine-client';

jest.setTimeout(60_000);

/** The SDK reads the environment when it is loaded. */
function engineClient() {
  Object.assign(process.env, {
    CAMUNDA_REST_ADDRESS: process.env.GATEWAY_URL,
    ZEEBE_REST_ADDRESS: process.env.GATEWAY_URL,
    CAMUNDA_AUTH_STRATEGY: 'BASIC',
    CAMUNDA_BASIC_AUTH_USERNAME: process.env.GATEWAY_USER,
    CAMUNDA_BASIC_AUTH_PASSWORD: process.env.GATEWAY_PASSWORD,
  });
  const { CamundaEngineClient } = jest.requireActual<typeof Client>('./camunda-engine-client');
  return new CamundaEngineClient();
}

const poll = (signal: AbortSignal, requestTimeoutMs: number) =>
  engineClient().activateJobs('nobody-makes-such-jobs', 1, {
    worker: 'test',
    timeoutMs: 1_000,
    requestTimeoutMs,
    variables: [],
    signal,
  });

it('a long poll that ended leaves nothing with the signal that would have stopped it: a worker asks for months', async () => {
  const stop = new AbortController();
  for (let times = 0; times < 3; times++) expect(await poll(stop.signal, 100)).toEqual([]);
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});

it('whoever stops does not wait for the end of a long poll', async () => {
  const stop = new AbortController();
  const polled = poll(stop.signal, 50_000);
  setTimeout(() => stop.abort(), 200);
  const since = Date.now();
  expect(await polled).toEqual([]);
  expect(Date.now() - since).toBeLessThan(10_000);
});
