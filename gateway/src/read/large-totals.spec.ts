import { LargeTotals } from './large-totals';

describe('totals of lists', () => {
  let now = 0;
  let counted = 0;
  const totals = new LargeTotals(() => now);
  const ask = (total: number, group = 'agent') =>
    totals.of({ text: 'SELECT count(*)', values: [[group]] }, () => {
      counted += 1;
      return Promise.resolve(total);
    });

  beforeEach(() => {
    now += 60_000;
    counted = 0;
  });

  it('a long one is counted once in five seconds', async () => {
    expect(await ask(4_000)).toBe(4_000);
    now += 4_999;
    expect(await ask(4_001)).toBe(4_000);
    now += 2;
    expect(await ask(4_002)).toBe(4_002);
    expect(counted).toBe(2);
  });

  it('a short one is counted each time', async () => {
    expect(await ask(199)).toBe(199);
    expect(await ask(198)).toBe(198);
  });

  it('one that has become short is counted each time again', async () => {
    await ask(200);
    now += 5_001;
    expect(await ask(190)).toBe(190);
    expect(await ask(191)).toBe(191);
  });

  it('each list has its own', async () => {
    await ask(2_000, 'agent');
    expect(await ask(3_000, 'supervisor')).toBe(3_000);
  });

  it('no more than five hundred are kept', async () => {
    for (let list = 0; list < 501; list++) await ask(1_000, `unit:${list}`);
    expect(await ask(1_001, 'unit:500')).toBe(1_000);
    expect(await ask(1_001, 'unit:0')).toBe(1_001);
  });
});
