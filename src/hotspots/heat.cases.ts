/** Rows: what happened to a matter, and what its heat must be against another row's. */
export const HEAT_ROWS: { name: string; ages: number[]; before: number; urges: number; hotterThan?: string }[] = [
  { name: 'one case today', ages: [0], before: 0, urges: 0 },
  { name: 'three cases today', ages: [0, 0, 0], before: 0, urges: 0, hotterThan: 'one case today' },
  { name: 'three cases a week ago', ages: [7, 7, 7], before: 0, urges: 0, hotterThan: 'one case today' },
  { name: 'three cases today that went on for long', ages: [0, 0, 0], before: 12, urges: 0 },
  {
    name: 'three cases today, urged twice',
    ages: [0, 0, 0],
    before: 0,
    urges: 2,
    hotterThan: 'three cases today',
  },
  { name: 'thirty old cases', ages: Array<number>(30).fill(28), before: 40, urges: 0 },
  { name: 'ten new cases', ages: Array<number>(10).fill(1), before: 0, urges: 0, hotterThan: 'thirty old cases' },
];
