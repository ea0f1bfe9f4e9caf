import { runBench } from '../support/run-bench';

jest.setTimeout(600_000);

interface Figures {
  failed: number;
  steps: Record<'create' | 'assign' | 'resolve' | 'search', { p50: number | null }>;
  taskList: { asked: number; errors: number };
  timers: { fired: number; of: number };
}

it('cases go their way beside made ones, whose process instances are copies that wait like others, and their deadlines are met', async () => {
  const sizes = ['--cases', '2000', '--open', '48', '--lifecycles', '6', '--warm-up', '4'];
  const figures = await runBench<Figures>('lifecycle', [...sizes, '--users', '10', '--timers', '2']);
  expect(figures).toMatchObject({ failed: 0, taskList: { errors: 0 }, timers: { fired: 2, of: 2 } });
  for (const step of Object.values(figures.steps)) expect(step.p50).toBeGreaterThan(0);
});
