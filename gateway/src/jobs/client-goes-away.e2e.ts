import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js';
import { commandClient, deploy, diagram, jobTask } from '../api/commands.support';
import { gatewayBetween } from '../api/engine-between.support';
import { gatewayService } from '../grpc/protocol';

jest.setTimeout(120_000);

const { post, create } = commandClient();
/** So long a job is the client's that was to have it: longer than this test waits for it. */
const LOCK_MS = 3_600_000;
/** So long the gateway has to see that its client is gone. */
const SEEN_MS = 500;

/** Told `fetched` when the engine has locked jobs, it holds their answer back until `goOn`, while `holds`. */
const way = Object.assign(new EventEmitter(), { holds: false });

const gateway = gatewayBetween(async ({ path, answer }) => {
  if (way.holds && path.endsWith('/fetchAndLock') && answer !== '[]') {
    way.emit('fetched');
    await once(way, 'goOn');
  }
});

/** Begins to wait for jobs of a type. Answers how the client goes away. */
type Client = (type: string) => () => void;

const longPollOverRest: Client = (type) => {
  const gone = new AbortController();
  void fetch(`${gateway().url}/v2/jobs/activation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type, timeout: LOCK_MS, maxJobsToActivate: 10, requestTimeout: 60_000 }),
    signal: gone.signal,
  }).catch(() => undefined);
  return () => gone.abort();
};

const SERVICE = gatewayService();

/** A call over gRPC that is cancelled: Camunda's own client ends with its calls only. */
const overGrpc =
  (method: string, request: object): Client =>
  (type) => {
    const Gateway = makeGenericClientConstructor(SERVICE, 'Gateway');
    const client = new Gateway(`127.0.0.1:${gateway().grpcPort}`, credentials.createInsecure());
    const { path, requestSerialize, responseDeserialize } = SERVICE[method]!;
    const call = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, {
      type,
      worker: 'gone',
      timeout: LOCK_MS,
      ...request,
    });
    call.on('error', () => client.close()).on('data', () => undefined);
    return () => call.cancel();
  };

describe('A client that goes away while its jobs are fetched', () => {
  const CLIENTS: [how: string, client: Client][] = [
    ['by breaking off its long poll over REST', longPollOverRest],
    [
      'by breaking off its long poll over gRPC',
      overGrpc('ActivateJobs', { maxJobsToActivate: 10, requestTimeout: 60_000 }),
    ],
    ['by ending its stream over gRPC', overGrpc('StreamActivatedJobs', {})],
  ];
  it.each(CLIENTS)('%s takes none of them with it: another gets them at once', async (_how, client) => {
    const type = `gone-${randomUUID()}`;
    await deploy('gone.bpmn', diagram(type, [jobTask('work', type)]));
    way.holds = true;
    const goAway = client(type);
    const fetched = once(way, 'fetched');
    await Promise.all([create(type), create(type)]);
    await fetched;
    goAway();
    await sleep(SEEN_MS);
    way.holds = false;
    way.emit('goOn');

    const others = new Set<string>();
    for (const until = Date.now() + 10_000; others.size < 2 && Date.now() < until;) {
      const { jobs } = await post('/jobs/activation', {
        type,
        timeout: LOCK_MS,
        maxJobsToActivate: 10,
        requestTimeout: 1_000,
      });
      (jobs as { jobKey: string }[]).forEach(({ jobKey }) => others.add(jobKey));
    }
    expect(others.size).toBe(2);
  });
});
