import { runBench } from '../support/run-bench';

jest.setTimeout(600_000);

it('a backup taken under load is restored to one point in time, and every case in flight goes on to its archive', async () => {
  const figures = await runBench<Record<string, number>>('backup', ['--cases', '12', '--concurrency', '6']);
  expect(figures).toMatchObject({ lost: 0, doubled: 0, inconsistent: 0, stuck: 0 });
  expect(figures.restored).toBeGreaterThanOrEqual(figures.cases!);
  expect(figures.cases).toBeGreaterThan(0);
});
