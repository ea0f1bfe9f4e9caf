import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A mailbox on a mail server that runs. */
export interface RunningMailServer {
  /** As HOTLINE_CHANNEL_<NAME>_IMAP_URL names it. */
  url: URL;
  /** As HOTLINE_CHANNEL_<NAME>_SMTP_URL names it. */
  smtp: URL;
  stop(): Promise<void>;
}

/** GreenMail (Apache-2.0): an IMAP and SMTP server made for tests, fetched by Maven, which the engine needs anyway. */
const SERVER = 'com.icegreen:greenmail-standalone:2.1.5';
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
const PATIENCE_MS = 60_000;

/** Starts a mail server on this machine with one mailbox, empty. */
export async function startMailServer(): Promise<RunningMailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mail-server-'));
  await promisify(execFile)('mvn', ['-q', '-B', COPY, `-Dartifact=${SERVER}`, `-DoutputDirectory=${folder}`]);
  const [jar] = readdirSync(folder);
  const port = await freePort();
  const smtpPort = await freePort();
  const server = spawn(
    'java',
    [
      '-Xmx128m',
      '-Dgreenmail.imap.hostname=127.0.0.1',
      `-Dgreenmail.imap.port=${port}`,
      '-Dgreenmail.smtp.hostname=127.0.0.1',
      `-Dgreenmail.smtp.port=${smtpPort}`,
      '-Dgreenmail.users=mayor:secret@example.org',
      '-Dgreenmail.users.login=local_part',
      '-jar',
      join(folder, jar!),
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await listening(port);
  await listening(smtpPort);
  return {
    url: new URL(`imap://mayor:secret@127.0.0.1:${port}/INBOX`),
    smtp: new URL(`smtp://mayor%40example.org@127.0.0.1:${smtpPort}`),
    async stop() {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.setTimeout(1000);
      // it greets: a port that is only open is not yet a server
      socket.once('data', () => (socket.destroy(), resolve(true)));
      for (const event of ['error', 'timeout', 'end']) socket.once(event, () => (socket.destroy(), resolve(false)));
    });
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the mail server does not answer');
}
