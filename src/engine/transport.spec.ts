import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { transport } from './transport';

/** What a server was asked; `answer` is what it says. */
let asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  void text(request).then((body) => {
    asked.push({ method: request.method!, url: request.url!, headers: request.headers, body });
    answer(response);
  });
});
let address: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"items":[1]}');
});

const send = transport('Basic YTpi');
const says = (status: number, type: string | null, body = '') => {
  answer = (response) => response.writeHead(status, type ? { 'content-type': type } : {}).end(body);
};

it('sends JSON with the account, and reads JSON', async () => {
  const body = JSON.stringify({ variables: { 诉求: '路灯不亮' } });
  const response = await send(
    new Request(`${address}/v2/jobs/1/completion?x=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: '00-1' },
      body,
    }),
  );
  expect(asked).toMatchObject([
    {
      method: 'POST',
      url: '/v2/jobs/1/completion?x=1',
      body,
      headers: { authorization: 'Basic YTpi', traceparent: '00-1' },
    },
  ]);
  expect({ ok: response.ok, status: response.status }).toEqual({ ok: true, status: 200 });
  expect(response.headers.get('Content-Type')).toBe('application/json');
  expect(await response.json()).toEqual({ items: [1] });
});

it('an account that a request has is left to it, and none is made up', async () => {
  await send(new Request(address, { headers: { authorization: 'Bearer t' } }));
  await transport()(new Request(address));
  expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer t', undefined]);
});

it.each([
  ['a problem', 404, 'application/problem+json', '{"title":"NOT_FOUND"}', false],
  ['nothing', 204, null, '', true],
  ['a diagram', 200, 'text/xml; charset=utf-8', '<流程/>', true],
])('an answer that is %s', async (_, status, type, body, ok) => {
  says(status, type, body);
  const response = await send(new Request(address));
  expect({ ok: response.ok, status: response.status, type: response.headers.get('content-type') }).toEqual({
    ok,
    status,
    type,
  });
  expect(await response.text()).toBe(body);
});

it('an answer that is not the JSON it claims to be is refused where it is read', async () => {
  says(200, 'application/json', '<html>');
  const response = await send(new Request(address));
  await expect(response.json()).rejects.toThrow(SyntaxError);
});

it('files go as they are', async () => {
  const form = new FormData();
  form.append('resources', new Blob(['<流程/>']), 'hotline-case.bpmn');
  await send(new Request(address, { method: 'POST', body: form }));
  expect(asked[0]!.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(asked[0]!.headers.authorization).toBe('Basic YTpi');
  expect(asked[0]!.body).toContain('<流程/>');
});

it('nobody who answers is a fault of the network, with its cause', async () => {
  await expect(send(new Request('http://127.0.0.1:1/v2'))).rejects.toMatchObject({
    name: 'TypeError',
    cause: { code: 'ECONNREFUSED' },
  });
});

it('who stops does not wait for the answer', async () => {
  answer = () => undefined;
  const stop = new AbortController();
  const waiting = send(new Request(address, { signal: stop.signal }));
  setTimeout(() => stop.abort(), 50);
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});
