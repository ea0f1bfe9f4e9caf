import {
  disposals,
  grounds,
  negotiationLimits,
  supervisionSteps,
  timeLimits,
  type DecisionCase,
} from './decisions.cases';
import { decide, isMet, tableOf } from '../support/decision-table';

const decisions: [decision: string, cases: DecisionCase[]][] = [
  ['disposal', disposals],
  ['time-limits', timeLimits],
  ['negotiation-limits', negotiationLimits],
  ['supervision-grounds', grounds],
  ['supervision-steps', supervisionSteps],
];

describe.each(decisions)('%s', (decision, cases) => {
  const table = tableOf(decision);

  it.each(cases.map((one) => [one.name, JSON.stringify(one.facts), one] as const))('%s: %s', (_name, _facts, one) => {
    expect(decide(table, one.facts)).toEqual(one.answer);
  });

  it('says in Chinese where each row comes from', () => {
    expect(table.rows.filter(({ description }) => !/\p{Script=Han}.*（D\d/u.test(description))).toEqual([]);
  });

  it('has no row that no case here reaches', () => {
    const unreached = table.rows.filter(
      (row) =>
        !cases.some(({ facts }) => {
          const fitting = table.rows.filter((one) =>
            one.inputs.every((tests, at) => isMet(tests, facts[table.inputs[at]!])),
          );
          return table.hitPolicy === 'COLLECT' ? fitting.includes(row) : fitting[0] === row;
        }),
    );
    expect(unreached.map(({ description }) => description)).toEqual([]);
  });
});

it.each(['disposal', 'time-limits', 'negotiation-limits', 'supervision-steps'])(
  '%s never leaves a case without an answer: the last row fits everything',
  (name) => {
    const { hitPolicy, rows } = tableOf(name);
    expect(hitPolicy).toBe('FIRST');
    expect(rows.at(-1)!.inputs.every((tests) => tests === '' || tests === '-')).toBe(true);
  },
);
