import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClamdScanner, NoScanner, scannerFrom } from './virus-scanner';

const folder = mkdtempSync(join(tmpdir(), 'hotline-scan-'));
const file = join(folder, 'file');
// The test file that every scanner finds, in two parts so that this source is none.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Speaks clamd's INSTREAM: puts the chunks together and answers as clamd does. */
function clamd(answer: (content: Buffer) => string | null): Promise<Server> {
  const server = createServer((socket) => {
    let got = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      got = Buffer.concat([got, data]);
      const start = 'zINSTREAM\0'.length;
      if (got.subarray(0, start).toString() !== 'zINSTREAM\0'.slice(0, got.length)) return socket.destroy();
      let at = start;
      const chunks: Buffer[] = [];
      while (got.length >= at + 4) {
        const size = got.readUInt32BE(at);
        if (size === 0) {
          const text = answer(Buffer.concat(chunks));
          return text === null ? socket.destroy() : socket.end(`${text}\0`);
        }
        if (got.length < at + 4 + size) return;
        chunks.push(got.subarray(at + 4, at + 4 + size));
        at += 4 + size;
      }
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('the virus scanner', () => {
  let server: Server | undefined;
  afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));
  afterAll(() => rmSync(folder, { recursive: true }));

  const scanner = async (answer: (content: Buffer) => string | null, timeoutMs?: number): Promise<ClamdScanner> => {
    server = await clamd(answer);
    return new ClamdScanner('127.0.0.1', (server.address() as AddressInfo).port, timeoutMs);
  };
  const byContent = (content: Buffer): string =>
    content.includes(EICAR) ? 'stream: Eicar-Signature FOUND' : 'stream: OK';

  it('lets a clean file through, whatever its length', async () => {
    let seen = 0;
    const clean = await scanner((content) => {
      seen = content.length;
      return byContent(content);
    });
    writeFileSync(file, Buffer.alloc(200_001, 'a'));
    expect(await clean.scan(file)).toEqual({ clean: true });
    expect(seen).toBe(200_001);
  });

  it('names what it found', async () => {
    const found = await scanner(byContent);
    writeFileSync(file, `${'x'.repeat(70_000)}${EICAR}`);
    expect(await found.scan(file)).toEqual({ clean: false, found: 'Eicar-Signature' });
  });

  it.each([
    ['an error of the daemon', () => 'INSTREAM size limit exceeded. ERROR'],
    ['no answer', () => null],
  ])('lets nothing through on %s', async (_what, answer) => {
    writeFileSync(file, 'content');
    await expect((await scanner(answer)).scan(file)).rejects.toThrow();
  });

  it('lets nothing through when nobody listens', async () => {
    const gone = await scanner(byContent);
    await new Promise<void>((resolve) => server!.close(() => resolve()));
    server = undefined;
    await expect(gone.scan(file)).rejects.toThrow();
  });

  it('is set up by HOTLINE_CLAMD, and a value that names none stops the start', () => {
    expect(scannerFrom(undefined)).toBeInstanceOf(NoScanner);
    expect(scannerFrom('clamd.example:3310')).toBeInstanceOf(ClamdScanner);
    expect(() => scannerFrom('somewhere')).toThrow('HOTLINE_CLAMD');
  });
});
