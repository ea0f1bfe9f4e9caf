import type { ConstructTable } from '../constructs.cases';

const RAN_AWAY = 'it does not come to an end';

export const table: ConstructTable = {
  construct: 'FEEL that does not come to an end',
  covers: [],
  cases: [
    {
      file: 'range',
      name: 'a range too long to go over is an incident, and the engine goes on',
      start: { n: 1_000_000_000 },
      steps: [{ incident: 't', type: 'EXTRACT_VALUE_ERROR', says: RAN_AWAY, set: { n: 3 } }],
      variables: { n: 3, m: 3 },
    },
    {
      file: 'nested',
      name: 'loops within loops are broken off',
      start: { n: 7000 },
      steps: [{ incident: 't', type: 'EXTRACT_VALUE_ERROR', says: RAN_AWAY, set: { n: 2 } }],
      variables: { n: 2, m: 2 },
    },
    {
      file: 'pattern',
      name: 'a regular expression that tries for ever is broken off',
      start: { text: `${'a'.repeat(60)}!` },
      steps: [{ incident: 't', type: 'EXTRACT_VALUE_ERROR', says: RAN_AWAY, set: { text: 'aab' } }],
      variables: { text: 'aab', m: true },
    },
    {
      file: 'decision',
      name: 'a cell of a decision is broken off',
      with: ['dmn'],
      start: { n: 1_000_000_000 },
      steps: [{ incident: 'r', type: 'DECISION_EVALUATION_ERROR', says: RAN_AWAY, set: { n: 2 } }],
      variables: { n: 2, result: 'few' },
    },
  ],
};
