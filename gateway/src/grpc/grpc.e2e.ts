import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Camunda8 } from '@camunda8/sdk';
import { type ClientReadableStream, credentials, makeGenericClientConstructor, Metadata } from '@grpc/grpc-js';
import { authorization, callerSettings } from '../api/caller.support';
import { diagram, jobTask } from '../api/commands.support';
import { gatewayService } from './protocol';

jest.setTimeout(120_000);

/** Camunda's own gRPC client. */
function client(more: object = {}) {
  return new Camunda8({
    ZEEBE_GRPC_ADDRESS: process.env.GATEWAY_GRPC_ADDRESS,
    ...callerSettings(),
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
    ...more,
  } as never).getZeebeGrpcApiClient();
}

describe('Clients that speak gRPC', () => {
  const zeebe = client();
  const type = `grpc-${randomUUID()}`;
  const id = `p-${type}`;

  beforeAll(async () => {
    const made = await zeebe.deployResource({
      name: 'grpc.bpmn',
      process: Buffer.from(diagram(id, [jobTask('work', type), jobTask('more', `${type}-more`)])),
    });
    expect(made.deployments[0]!.process).toMatchObject({ bpmnProcessId: id, version: 1 });
  });
  afterAll(() => zeebe.close());

  it('see one broker with one healthy partition', async () => {
    const { brokers, clusterSize } = await zeebe.topology();
    expect(clusterSize).toBe(1);
    expect(brokers[0]!.partitions[0]).toMatchObject({ role: 'LEADER', health: 'HEALTHY' });
  });

  it('learn that the gateway serves, without credentials', async () => {
    const { service } = await import('grpc-health-check');
    const Health = makeGenericClientConstructor(service, 'Health');
    const health = new Health(process.env.GATEWAY_GRPC_ADDRESS!.replace('grpc://', ''), credentials.createInsecure());
    const check = (name: string) =>
      new Promise((resolve, reject) =>
        (health.check as (request: object, done: (error: Error | null, answer: unknown) => void) => void)(
          { service: name },
          (error, answer) => (error ? reject(error) : resolve(answer)),
        ),
      );
    await expect(check('gateway_protocol.Gateway')).resolves.toEqual({ status: 'SERVING' });
    const watched = (health.watch as (request: object) => ClientReadableStream<unknown>)({ service: '' });
    watched.on('error', () => undefined);
    expect(await once(watched, 'data')).toEqual([{ status: 'SERVING' }]);
    watched.cancel();
    health.close();
  });

  it('deploy by the call for processes alone, as clients of before 8.0 do', async () => {
    const old = `old-${id}`;
    const service = gatewayService();
    const metadata = new Metadata();
    Object.entries(await authorization()).forEach(([name, value]) => metadata.set(name, value));
    const Gateway = makeGenericClientConstructor(service, 'Gateway');
    const gateway = new Gateway(process.env.GATEWAY_GRPC_ADDRESS!.replace('grpc://', ''), credentials.createInsecure());
    const { path, requestSerialize, responseDeserialize } = service.DeployProcess!;
    const definition = Buffer.from(diagram(old, [jobTask('work', old)]));
    const made = await new Promise<unknown>((resolve, reject) =>
      gateway.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        { processes: [{ name: 'old.bpmn', definition }] },
        metadata,
        (error, answer) => (error ? reject(error) : resolve(answer)),
      ),
    );
    expect(made).toMatchObject({ processes: [{ bpmnProcessId: old, version: 1, resourceName: 'old.bpmn' }] });
    expect((await zeebe.createProcessInstance({ bpmnProcessId: old, variables: {} })).version).toBe(1);
    gateway.close();
  });

  it('create an instance, work on its jobs and get its result', async () => {
    const result = zeebe.createProcessInstanceWithResult({
      bpmnProcessId: id,
      variables: { begun: 1 },
      requestTimeout: 60_000,
    });
    for (const [jobType, variables] of [
      [type, { first: true }],
      [`${type}-more`, { second: true }],
    ] as const) {
      const [job] = await zeebe.activateJobs({
        type: jobType,
        maxJobsToActivate: 1,
        timeout: 60_000,
        requestTimeout: 30_000,
        worker: 'test',
      });
      expect(job).toMatchObject({ type: jobType, bpmnProcessId: id, retries: 3, variables: { begun: 1 } });
      await zeebe.completeJob({ jobKey: job!.key, variables });
    }
    expect((await result).variables).toMatchObject({ begun: 1, first: true, second: true });
  });

  it('get jobs pushed as they come', async () => {
    const pushed = new Promise((resolve) => {
      void zeebe.streamJobs({
        type,
        worker: 'test',
        timeout: 60_000,
        tenantIds: ['<default>'],
        taskHandler: (job) => {
          resolve(job.variables);
          return job.complete();
        },
      });
    });
    await zeebe.createProcessInstance({ bpmnProcessId: id, variables: { pushed: 'yes' } });
    expect(await pushed).toMatchObject({ pushed: 'yes' });
  });

  const ACTIVATION = { type, worker: 'test', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 1_000 };
  const REFUSED: [what: string, code: number, command: () => Promise<unknown>][] = [
    ['an unknown process: NOT_FOUND', 5, () => zeebe.createProcessInstance({ bpmnProcessId: 'none', variables: {} })],
    ['an instance that does not run: NOT_FOUND', 5, () => zeebe.cancelProcessInstance('1')],
    [
      'a diagram that is none: INVALID_ARGUMENT',
      3,
      () => zeebe.deployResource({ name: 'x.bpmn', process: Buffer.from('no') }),
    ],
    ['retries below one: INVALID_ARGUMENT', 3, () => zeebe.updateJobRetries({ jobKey: '1', retries: 0 })],
    [
      'a process that is not named: INVALID_ARGUMENT',
      3,
      () => zeebe.createProcessInstance({ bpmnProcessId: '' } as never),
    ],
    ['a decision that is not named: INVALID_ARGUMENT', 3, () => zeebe.evaluateDecision({ variables: {} } as never)],
    ['jobs of no type: INVALID_ARGUMENT', 3, () => zeebe.activateJobs({ ...ACTIVATION, type: '' })],
    ['jobs for no time: INVALID_ARGUMENT', 3, () => zeebe.activateJobs({ ...ACTIVATION, timeout: 0 })],
    [
      'more than 4 MB: RESOURCE_EXHAUSTED',
      8,
      () => zeebe.createProcessInstance({ bpmnProcessId: id, variables: { text: 'x'.repeat(4 * 1024 * 1024) } }),
    ],
    ['no such resource: NOT_FOUND', 5, () => zeebe.deleteResource({ resourceKey: '1' })],
  ];
  it.each(REFUSED)('are refused %s', async (_what, code, command) => {
    await expect(command()).rejects.toMatchObject({ code });
  });

  it('are kept out without credentials where the gateway wants them', async () => {
    if (callerSettings().CAMUNDA_AUTH_STRATEGY === 'NONE') return;
    const stranger = client({ CAMUNDA_AUTH_STRATEGY: 'NONE' });
    await expect(stranger.topology()).rejects.toMatchObject({ code: 16 });
    await stranger.close();
  });
});
