import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(600_000);

/** What this run tells its own system would be told to those that are backed up and restored. */
const OURS = /^(HOTLINE|GATEWAY|ENGINE|CAMUNDA|ZEEBE|DATABASE)_/;

it('a backup taken under load is restored to one point in time, and every case in flight goes on to its archive', async () => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join('bench', 'backup.mjs'), '--cases', '12', '--concurrency', '6'],
    { env, maxBuffer: 64 * 1024 * 1024 },
  );
  const figures = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, number>;
  expect(figures).toMatchObject({ lost: 0, doubled: 0, inconsistent: 0, stuck: 0 });
  expect(figures.restored).toBeGreaterThanOrEqual(figures.cases!);
  expect(figures.cases).toBeGreaterThan(0);
});
