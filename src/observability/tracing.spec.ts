import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inSpan, logFields, startTracing, traceparent } from './tracing';

const TRACE = 'a'.repeat(32);
const PARENT = `00-${TRACE}-${'b'.repeat(16)}-01`;

describe('a trace', () => {
  let stop: () => Promise<void>;
  beforeAll(() => (stop = startTracing('test', {})));
  afterAll(() => stop());

  it('goes on from what a queue kept, and names itself to what is left behind and to log lines', async () => {
    await inSpan('job', { parent: PARENT, logFields: { jobType: 'classify-case' } }, async () => {
      await inSpan('inner', { logFields: { jobKey: '1' } }, () => {
        expect(traceparent()).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-0[01]$`));
        expect(logFields()).toEqual({ traceId: TRACE, jobType: 'classify-case', jobKey: '1' });
        return Promise.resolve();
      });
    });
    expect(traceparent()).toBeUndefined();
  });

  it('begins anew where none was kept, or nonsense', async () => {
    for (const parent of [undefined, 'nonsense', `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`]) {
      await inSpan('job', { parent }, () => {
        expect(logFields().traceId).toMatch(/^(?!0{32}|a{32})[0-9a-f]{32}$/);
        return Promise.resolve();
      });
    }
  });

  it('is handed on in the header of what is asked, and of nothing outside of it', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await inSpan('job', { parent: PARENT }, () => fetch(url));
    await fetch(url);
    server.close();
    expect(seen[0]!.traceparent).toContain(TRACE);
    expect(seen[1]!.traceparent).toBeUndefined();
  });

  it('throws on what was thrown inside', async () => {
    await expect(inSpan('job', {}, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
