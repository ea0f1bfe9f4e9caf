import { StatementNames } from './statement-names';

describe('names of statements', () => {
  const times = (count: number, text: string, names: StatementNames) =>
    Array.from({ length: count }, () => names.of(text)).at(-1);

  it('a statement that is asked often gets a name and keeps it', () => {
    const names = new StatementNames();
    expect(times(4, 'SELECT 1', names)).toBeUndefined();
    expect(times(2, 'SELECT 1', names)).toBe('s1');
    expect(times(5, 'SELECT 2', names)).toBe('s2');
    expect(names.of('SELECT 1')).toBe('s1');
  });

  it('a thousand different ones that come once each get none and are forgotten', () => {
    const names = new StatementNames();
    times(4, 'SELECT 0', names);
    for (let index = 1; index <= 1000; index++) {
      names.of(`SELECT ${index}`);
    }
    expect(names.of('SELECT 0')).toBeUndefined();
  });

  it('gives a hundred names and no more', () => {
    const names = new StatementNames();
    for (let index = 1; index <= 120; index++) {
      times(5, `SELECT ${index}`, names);
    }
    expect(names.of('SELECT 100')).toBe('s100');
    expect(times(10, 'SELECT 101', names)).toBeUndefined();
  });
});
