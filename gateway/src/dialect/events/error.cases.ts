import type { ConstructTable } from '../constructs.cases';
import { thrownCodeCases } from './thrown-code.support';

export const table: ConstructTable = {
  construct: 'Error events',
  covers: ['bpmn:ErrorEventDefinition'],
  cases: [
    {
      file: 'boundary',
      name: 'the error of a job goes to the boundary event of its code, with its variables',
      steps: [
        {
          job: 'work',
          error: {
            code: 'closed',
            variables: {
              why: 'late',
            },
          },
        },
      ],
      path: ['s', '-t', 'b', 'caught'],
      variables: {
        why: 'late',
      },
    },
    {
      file: 'mapped',
      name: 'the variables of an error stay at an event that has output mappings',
      steps: [{ job: 'work', error: { code: 'closed', variables: { why: 'late', other: 1 } } }],
      path: ['s', '-t', 'b', 'caught'],
      variables: { reason: 'late' },
    },
    {
      file: 'shadowed',
      name: 'the variables of an error go to the scope around the task, whatever is local to it',
      steps: [{ job: 'work', error: { code: 'closed', variables: { why: 'late' } } }],
      path: ['s', '-t', 'b', 'caught'],
      variables: { why: 'late' },
    },
    {
      file: 'catch-all',
      name: 'an event without a code takes every error',
      steps: [
        {
          job: 'work',
          error: {
            code: 'anything',
          },
        },
      ],
      path: ['s', '-t', 'b', 'caught'],
    },
    {
      file: 'other-code',
      name: 'another code is not taken, and is an incident',
      steps: [
        {
          job: 'work',
          error: {
            code: 'open',
          },
        },
        {
          incident: 't',
          type: 'UNHANDLED_ERROR_EVENT',
        },
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'end',
      name: 'an error end event ends its sub-process and is caught at its boundary',
      path: ['s', '-x', 'xs', '-xe', 'b', 'caught'],
    },
    {
      file: 'end-unhandled',
      name: 'an error end event that nobody catches is an incident there',
      steps: [
        {
          incident: 'e',
          type: 'UNHANDLED_ERROR_EVENT',
          says: "Expected to throw an error event with the code 'closed', but it was not caught.",
          resolve: false,
        },
      ],
      state: 'ACTIVE',
      path: ['s', '+e'],
    },
    {
      file: 'event-sub-process',
      name: 'an event sub-process catches the error of its scope',
      steps: [
        {
          job: 'work',
          error: {
            code: 'closed',
          },
        },
        {
          job: 'handle',
        },
      ],
      path: ['s', '-t', 'p', 'ps', 'h', 'pe'],
    },
    {
      file: 'call-activity',
      name: 'an error leaves a called process',
      path: ['s', '-c', 'b', 'caught'],
    },
    {
      file: 'no-reference',
      name: 'an error end event without an error is refused',
      refused: {
        element: 'e',
        reason: 'Must reference an error',
      },
    },
    ...thrownCodeCases('error'),
  ],
};
