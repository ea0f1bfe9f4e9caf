import { spawnSync } from 'node:child_process';

jest.setTimeout(1_200_000);

it('a backup taken under load, restored on an empty folder, is of one moment, and its cases go on', () => {
  // systems of its own: the one that the other tests share stays as it is
  const { stdout, stderr } = spawnSync(process.execPath, ['bench/backup.mjs', '--cases', '18', '--concurrency', '9'], {
    encoding: 'utf8',
  });
  const lines = stdout.trim().split('\n');
  const figures = JSON.parse(lines.pop() || JSON.stringify({ stderr })) as Record<string, number>;
  expect({ found: lines, ...figures }).toMatchObject({
    found: [],
    lost: 0,
    doubled: 0,
    inconsistent: 0,
    stuck: 0,
  });
  expect(figures.restored).toBeGreaterThanOrEqual(figures.cases!);
  expect(figures.inFlight).toBeGreaterThan(0);
});
