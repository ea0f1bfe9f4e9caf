import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { PROBLEMS } from '../../src/problems/catalogue';
import { properly, send } from '../fuzz/answers';
import { appRequests, describedOperations } from '../fuzz/app-requests';
import { gatewayRequests, malformedDeployments } from '../fuzz/gateway-requests';
import { runs, SEED } from '../fuzz/settings';
import { People } from '../support/people';
import { gateway, type RunningApp, startApp } from '../support/system';
import { Collector } from './collector';
import { metricsNamed } from './metrics-named';

jest.setTimeout(3_600_000);

const PHONE = '13812345678';
const NAME = '欧阳诉求';

interface LogLine {
  level: string;
  msg?: string;
  traceId?: string;
  jobType?: string;
  route?: string;
}

const logText = (name: string) => readFileSync(join(process.env.TEST_LOGS!, `${name}.log`), 'utf8');
/** The gateway's account, for requests past the app. */
const basic = () =>
  `Basic ${Buffer.from(`${process.env.GATEWAY_USER}:${process.env.GATEWAY_PASSWORD}`).toString('base64')}`;
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LogLine);

describe('operations: what an operator sees of a running hotline', () => {
  let app: RunningApp;
  let people: People;
  let collector: Collector;

  beforeAll(async () => {
    collector = await Collector.start();
    app = await startApp({
      env: { LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '200' },
    });
    people = new People(app);
  });
  afterAll(async () => {
    await app?.stop();
    collector?.stop();
  });

  const tokenOf = async (username: string) => {
    const login = { username, password: app.demoPassword };
    return (await people.post<{ accessToken: string }>(username, '/auth/login', login)).accessToken;
  };

  describe('a correlation id', () => {
    const traceId = randomBytes(16).toString('hex');

    it('is taken from the caller, answered, and goes through outbox and process to the jobs', async () => {
      const token = await tokenOf('agent');
      const response = await fetch(`${app.url}/api/v1/cases`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
        },
        body: JSON.stringify({
          content: '小区路灯坏了两周，请尽快维修',
          channel: 'phone',
          citizen: { name: NAME, phone: PHONE },
        }),
      });
      expect(response.status).toBe(201);
      expect(response.headers.get('x-correlation-id')).toBe(traceId);
      await people.until('the spans of request, outbox and jobs', () => {
        const names = collector.namesOf(traceId);
        const wanted = ['POST /api/v1/cases', 'outbox case-registered', 'job classify-case'];
        return Promise.resolve(wanted.every((name) => names.includes(name)));
      });
      const own = linesOf(logText(app.id)).filter((line) => line.traceId === traceId);
      expect(own.map(({ route }) => route)).toContain('/api/v1/cases');
      expect(own.map(({ jobType }) => jobType)).toContain('classify-case');
    });

    it('stands in the log of the engine too, for what it says while it answers', async () => {
      const deployed = randomBytes(16).toString('hex');
      // the engine says that it knows no such edition of DMN
      const table = readFileSync(join('bpmn', 'time-limits.dmn'), 'utf8').replace('/DMN/20191111/', '/DMN/19990101/');
      const body = new FormData();
      body.set('resources', new Blob([table]), 'traced-table.dmn');
      const { status } = await fetch(`${process.env.GATEWAY_URL}/v2/deployments`, {
        method: 'POST',
        headers: { authorization: basic(), traceparent: `00-${deployed}-${randomBytes(8).toString('hex')}-01` },
        body,
      });
      expect(status).toBe(400);
      await people.until('the trace in the log of the engine', () =>
        Promise.resolve(linesOf(logText('engine')).some((line) => line.traceId === deployed)),
      );
    });

    it('is made where the caller brings none, or one that is malformed', async () => {
      for (const traceparent of ['', 'nonsense', `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`]) {
        const response = await fetch(`${app.url}/health/live`, { headers: { traceparent } });
        expect(response.headers.get('x-correlation-id')).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
      }
    });

    it('brings no personal data or secret into logs or traces', () => {
      for (const text of [logText(app.id), logText('gateway'), logText('engine'), collector.text]) {
        expect(text).not.toContain(PHONE);
        expect(text).not.toContain(NAME);
        expect(text).not.toContain(app.demoPassword);
        expect(text).not.toMatch(/eyJ[\w-]+\.[\w-]+\.|Bearer [\w-]{8}/);
      }
    });
  });

  describe('metrics', () => {
    const read = async (url: string, token?: string) =>
      fetch(`${url}/metrics`, { headers: token ? { authorization: `Bearer ${token}` } : {} });

    it('are shown to who brings the token only', async () => {
      for (const url of [app.url, process.env.GATEWAY_URL!]) {
        expect((await read(url)).status).not.toBe(200);
        expect((await read(url, 'guessed')).status).not.toBe(200);
        expect((await read(url, process.env.METRICS_TOKEN)).status).toBe(200);
      }
    });

    it('tell of jobs, queues, overdue assignments, incidents, requests, pool and event loop', async () => {
      const text = await (await read(app.url, process.env.METRICS_TOKEN)).text();
      for (const line of [
        /^hotline_job_duration_seconds_count\{type="classify-case",outcome="completed"\} [1-9]/m,
        /^hotline_queue_oldest_seconds\{queue="outbox"\} \d/m,
        /^hotline_queue_waiting\{queue="notifications"\} \d/m,
        /^hotline_assignments_overdue\{limit="handling"\} 0/m,
        /^hotline_incidents_open 0/m,
        /^hotline_http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/cases",status="201"\} 1/m,
        /^hotline_db_pool_connections\{state="open"\} [1-9]/m,
        /^hotline_ready_check\{check="engine"\} 1/m,
        /^hotline_figures_up 1/m,
        /^nodejs_eventloop_lag_p99_seconds \d/m,
      ]) {
        expect(text).toMatch(line);
      }
    });

    it('exist under every name that the dashboard and the alert rules use', async () => {
      const shown = await Promise.all(
        [
          read(app.url, process.env.METRICS_TOKEN),
          read(process.env.GATEWAY_URL!, process.env.METRICS_TOKEN),
          fetch(process.env.ENGINE_URL!.replace('/engine-rest', '/actuator/prometheus')),
        ].map(async (answer) => (await answer).text()),
      );
      const known = new Set(shown.flatMap((text) => [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name)));
      const base = (name: string) => name.replace(/_(bucket|count|sum)$/, '');
      const used = metricsNamed();
      expect(used.length).toBeGreaterThan(15);
      expect(used.filter((name) => !known.has(name) && !known.has(base(name)))).toEqual([]);
    });
  });

  describe(`malformed requests, from seed ${SEED}: no fault, no trace, a problem document with a stable code`, () => {
    const since = () => logText(app.id).length;

    it('to every operation of the API', async () => {
      const tokens = await Promise.all(
        ['agent', 'supervisor', 'admin', 'owner', 'leader', 'oversight', 'town-handler'].map(tokenOf),
      );
      const operations = await describedOperations(app.url);
      const { id } = await people.register('消防通道被占用，请处理');
      await people.until('its processing', async () => (await people.events(id)).length > 1);
      const before = since();
      const requests = appRequests(app.url, operations, { tokens, ids: [id], seed: SEED, perOperation: runs(4) });
      const { sent, findings } = await send(
        requests,
        properly(({ code }) => typeof code === 'string' && code in PROBLEMS),
      );
      expect(findings).toEqual([]);
      expect(sent).toBeGreaterThan(operations.length);
      const said = linesOf(logText(app.id).slice(before)).filter(({ level }) => level === 'error' || level === 'fatal');
      expect(said).toEqual([]);
    });

    it('to every operation of the Camunda 8 API, and malformed deployments', async () => {
      const { GATEWAY_URL } = process.env;
      // 501 is an operation that the gateway does not have, 504 one that was to be waited for
      const judge = properly(({ title }) => typeof title === 'string' && title !== '', [501, 504]);
      const requests = await send(gatewayRequests(GATEWAY_URL!, basic(), SEED, runs(3)), judge);
      const deployments = await send(malformedDeployments(GATEWAY_URL!, basic(), SEED, runs(25)), judge);
      expect([...requests.findings, ...deployments.findings]).toEqual([]);
      expect(requests.sent).toBeGreaterThan(100);
      expect((await fetch(`${GATEWAY_URL}/ready`)).status).toBe(200);
    });
  });

  it('is ready only while what it needs is there, and alive all the same', async () => {
    await gateway.stop();
    const down = await fetch(`${app.url}/health/ready`);
    expect(down.status).toBe(503);
    expect(await down.json()).toMatchObject({ code: 'not-ready', missing: ['gateway', 'engine'] });
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
    await gateway.start();
    await people.until('ready again', async () => (await fetch(`${app.url}/health/ready`)).ok);
  });

  it('stops in order under load: streams end, what was answered is kept, no job is left behind', async () => {
    const token = await tokenOf('agent');
    const stream = await fetch(`${app.url}/api/v1/events`, { headers: { authorization: `Bearer ${token}` } });
    const streamEnded = stream.text().then(
      () => true,
      () => false,
    );
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const registered: string[] = [];
    const broken: string[] = [];
    let over = false;
    const load = Array.from({ length: 8 }, async () => {
      while (!over) {
        const answer = await registering(app.url, token, agent);
        if (answer.status === 201) registered.push(answer.id!);
        else if (answer.status === 'broken') broken.push(answer.reason!);
        else if (answer.status === 'refused') return;
      }
    });
    await people.until('some load', () => Promise.resolve(registered.length >= 20));
    await app.stop();
    over = true;
    await Promise.all(load);
    expect(await streamEnded).toBe(true);
    // an answer that began came whole: nothing broke off in the middle of one
    expect(broken).toEqual([]);
    const said = linesOf(logText(app.id));
    expect(said.at(-1)).toMatchObject({ msg: 'stopped' });
    const stopping = said.findIndex(({ msg }) => msg === 'stopping');
    expect(said.slice(stopping).filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);

    await app.start();
    for (const id of registered) expect(await people.get('supervisor', `/cases/${id}`)).toMatchObject({ id });
    // no job waits for the lock of a process that is gone
    const first = await people.until('the last case on its way', async () => {
      const events = await people.events(registered.at(-1)!);
      return events.includes('classified') || events.length > 1 ? events : undefined;
    });
    expect(first.length).toBeGreaterThan(1);
  });
});

interface Answer {
  status: number | 'broken' | 'refused';
  id?: string;
  reason?: string;
}

/** Registers a case on a connection that is kept; says whether an answer broke off in its middle. */
function registering(url: string, token: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    const call = httpRequest(
      `${url}/api/v1/cases`,
      { method: 'POST', agent, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('error', (error) => resolve({ status: 'broken', reason: error.message }));
        response.on('end', () => {
          const id = response.statusCode === 201 ? (JSON.parse(text) as { id: string }).id : undefined;
          resolve({ status: response.statusCode!, id });
        });
      },
    );
    // before any answer: the connection was closed, and the client may ask another app
    call.on('error', () => resolve({ status: 'refused' }));
    call.end(JSON.stringify({ content: '停水一天了，什么时候恢复', channel: 'phone' }));
  });
}
