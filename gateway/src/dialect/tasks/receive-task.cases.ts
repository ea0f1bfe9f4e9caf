import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Receive task',
  covers: ['bpmn:ReceiveTask', 'zeebe:Subscription'],
  cases: [
    {
      file: 'key',
      name: 'waits for its message by key; the variables go to the instance',
      start: {
        caseId: 'receive-1',
      },
      steps: [
        {
          message: 'msg',
          key: 'receive-1',
          variables: {
            got: [1],
          },
        },
      ],
      path: ['s', 'r', 'e'],
      variables: {
        caseId: 'receive-1',
        got: [1],
      },
    },
    {
      file: 'number',
      name: 'a number is a key; with output mappings the message stays in the task',
      start: {
        number: 4711,
      },
      steps: [
        {
          message: 'msg',
          key: '4711',
          variables: {
            got: 2,
            other: 3,
          },
        },
      ],
      variables: {
        number: 4711,
        kept: 2,
      },
    },
    {
      file: 'input',
      name: 'the key may come from an input mapping',
      start: {
        ids: ['a', 'receive-b'],
      },
      steps: [
        {
          message: 'msg',
          key: 'receive-b',
        },
      ],
      path: ['s', 'r', 'e'],
    },
    {
      file: 'buffered',
      name: 'a message that came before is taken',
      start: {
        k: 'receive-early',
      },
      steps: [
        {
          message: 'msg',
          key: 'receive-early',
          variables: {
            early: true,
          },
        },
        {
          job: 'work',
        },
      ],
      variables: {
        k: 'receive-early',
        early: true,
      },
    },
    {
      file: 'no-message',
      name: 'a receive task without a message is refused',
      refused: {
        element: 'r',
        reason: 'Must reference a message',
      },
    },
    {
      file: 'no-key',
      name: 'a message without a correlation key is refused',
      refused: {
        element: 'r',
        reason: 'Must have exactly one zeebe:subscription extension element',
      },
    },
    {
      file: 'name-expression',
      name: 'the name of a message may be an expression, which sees the inputs of the task',
      start: { k: 'receive-name', names: ['other', 'msg'] },
      steps: [{ active: ['r'] }, { message: 'msg', key: 'receive-name', variables: { got: 1 } }],
      path: ['s', 'r', 'e'],
    },
    {
      file: 'name-null',
      name: 'a name that is no text is an incident; when it is resolved, a message that came before is taken',
      start: { k: 'receive-null', which: 5 },
      steps: [
        { message: 'msg', key: 'receive-null' },
        {
          incident: 'r',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Expected result of the expression 'which' to be 'STRING', but was 'NUMBER'.",
          set: { which: 'receive-task.name-null:msg' },
        },
      ],
      path: ['s', 'r', 'e'],
    },
  ],
};
