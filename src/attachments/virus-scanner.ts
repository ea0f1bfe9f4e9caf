import { createReadStream } from 'node:fs';
import { connect } from 'node:net';

/** What a scanner says of a file. */
export type ScanResult = { clean: true } | { clean: false; found: string };

/** The port of virus scanning: HOTLINE_CLAMD names a clamd (host:port); without it files are not scanned. */
export abstract class VirusScanner {
  /** Its name as attachments keep it; null when it scans nothing. */
  abstract readonly name: string | null;
  /** Scans a file; throws when the scanner does not answer: a file is never let through unscanned. */
  abstract scan(path: string): Promise<ScanResult>;
}

/** No scanner is set up. */
export class NoScanner extends VirusScanner {
  readonly name = null;

  scan(): Promise<ScanResult> {
    return Promise.resolve({ clean: true });
  }
}

const LARGEST_CHUNK = 64 * 1024;

/** ClamAV's daemon over TCP, by its INSTREAM command: chunks with their length before them, an empty one at the end. */
export class ClamdScanner extends VirusScanner {
  readonly name = 'clamd';

  constructor(
    private readonly host: string,
    private readonly port: number,
    private readonly timeoutMs = 60_000,
  ) {
    super();
  }

  scan(path: string): Promise<ScanResult> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: this.host, port: this.port });
      const fail = (error: Error): void => {
        socket.destroy();
        reject(error);
      };
      let answer = '';
      socket.setTimeout(this.timeoutMs, () => fail(new Error('clamd: no answer in time')));
      socket.on('error', fail);
      socket.on('data', (data) => (answer += data.toString('utf8')));
      socket.on('end', () => {
        socket.destroy();
        // "stream: OK" or "stream: Eicar-Signature FOUND"; everything else is an error of the daemon
        const text = answer.replace(/\0/g, '').trim();
        const found = /^stream: (.+) FOUND$/.exec(text)?.[1];
        if (text === 'stream: OK') resolve({ clean: true });
        else if (found) resolve({ clean: false, found });
        else reject(new Error(`clamd: ${text || 'closed without an answer'}`));
      });
      socket.on('connect', () => void send(socket, path).catch(fail));
    });
  }
}

async function send(socket: ReturnType<typeof connect>, path: string): Promise<void> {
  const write = (data: Buffer | string): Promise<void> =>
    new Promise((resolve, reject) => socket.write(data, (error) => (error ? reject(error) : resolve())));
  const length = (size: number): Buffer => {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(size);
    return header;
  };
  await write('zINSTREAM\0');
  for await (const chunk of createReadStream(path, { highWaterMark: LARGEST_CHUNK })) {
    await write(Buffer.concat([length((chunk as Buffer).length), chunk as Buffer]));
  }
  await write(length(0));
}

/** The scanner that HOTLINE_CLAMD names; a value that names none stops the start. */
export function scannerFrom(address: string | undefined): VirusScanner {
  if (!address) return new NoScanner();
  const [, host, port] = /^(?:tcp:\/\/)?([\w.-]+):(\d{1,5})$/.exec(address) ?? [];
  if (!host || !port) throw new Error(`HOTLINE_CLAMD: "${address}" is no host:port`);
  return new ClamdScanner(host, Number(port));
}
