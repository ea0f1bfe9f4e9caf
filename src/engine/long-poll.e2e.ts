import { getEventListeners } from 'node:events';
import { speakToGateway } from '../../test/support/engine-environment';
import type * as Client from './camunda-engine-client';

jest.setTimeout(60_000);

function engineClient() {
  speakToGateway();
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
