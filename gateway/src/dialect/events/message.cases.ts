import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Message events',
  covers: ['bpmn:MessageEventDefinition'],
  cases: [
    {
      file: 'catch',
      name: 'an intermediate event waits for its message by key',
      start: {
        k: 'msg-catch',
      },
      steps: [
        {
          message: 'msg',
          key: 'msg-catch',
          variables: {
            got: 1,
          },
        },
      ],
      path: ['s', 'c', 'e'],
      variables: {
        k: 'msg-catch',
        got: 1,
      },
    },
    {
      file: 'start',
      name: 'a message starts an instance with its variables',
      start: null,
      steps: [
        {
          message: 'msg',
          key: '',
          variables: {
            n: 1,
          },
        },
        {
          job: 'work',
          sees: {
            n: 1,
          },
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'boundary',
      name: 'an interrupting message ends its activity',
      start: {
        k: 'msg-boundary',
      },
      steps: [
        {
          message: 'msg',
          key: 'msg-boundary',
          variables: {
            why: 'late',
          },
        },
      ],
      path: ['s', '-t', 'b', 'caught'],
      variables: {
        k: 'msg-boundary',
        why: 'late',
      },
    },
    {
      file: 'boundary-twice',
      name: 'a message that does not interrupt is taken as often as it comes',
      start: {
        k: 'msg-twice',
      },
      steps: [
        {
          message: 'msg',
          key: 'msg-twice',
          variables: {
            a: 1,
          },
        },
        {
          message: 'msg',
          key: 'msg-twice',
          variables: {
            b: 1,
          },
        },
        {
          job: 'work',
        },
      ],
      variables: {
        k: 'msg-twice',
        a: 1,
        b: 1,
      },
    },
    {
      file: 'boundary-key',
      name: 'the key of a boundary event is told outside of its activity, where the inputs of that are not seen',
      start: {
        ids: ['other', 'inner'],
        id: 'msg-local',
      },
      steps: [
        {
          message: 'msg',
          key: 'msg-local',
        },
      ],
      path: ['s', '-t', 'b', 'caught'],
    },
    {
      file: 'key-null',
      name: 'a key that is null is an incident',
      steps: [
        {
          incident: 'c',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Failed to extract the correlation key for 'k': The value must be either a string or a number, but was 'NULL'.",
          set: {
            k: 'msg-null',
          },
        },
        {
          message: 'msg',
          key: 'msg-null',
        },
      ],
      path: ['s', 'c', 'e'],
    },
    {
      file: 'key-object',
      name: 'a key that is a context is an incident at the activity of a boundary event',
      start: {
        k: {
          a: 1,
        },
      },
      steps: [
        {
          incident: 't',
          type: 'EXTRACT_VALUE_ERROR',
          says: "but was 'OBJECT'",
          set: {
            k: 'msg-obj',
          },
        },
        {
          message: 'msg',
          key: 'msg-obj',
        },
      ],
      path: ['s', '-t', 'b', 'caught'],
    },
    {
      file: 'key-long',
      name: 'a key for which the engine has no room (more than 4000 characters) is an incident, one of 4000 is not',
      start: {
        k: 'k'.repeat(4001),
      },
      steps: [
        {
          incident: 'c',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Failed to extract the correlation key for 'k': The value must have at most 4000 characters, but had 4001.",
          set: {
            k: 'k'.repeat(4000),
          },
        },
        {
          message: 'msg',
          key: 'k'.repeat(4000),
        },
      ],
      path: ['s', 'c', 'e'],
    },
    {
      file: 'event-sub-process',
      name: 'the message of an event sub-process stays in it, and it goes beside the rest',
      start: {
        k: 'msg-esp',
      },
      steps: [
        {
          message: 'msg',
          key: 'msg-esp',
          variables: {
            urge: 1,
          },
        },
        {
          job: 'handle',
          sees: {
            urge: 1,
          },
          complete: {
            seen: true,
          },
        },
        {
          job: 'work',
          blind: ['urge'],
        },
      ],
      path: ['s', 't', 'e', 'p', 'ps', 'h', 'pe'],
      variables: {
        k: 'msg-esp',
        seen: true,
      },
    },
    {
      file: 'start-sub-process',
      name: 'an instance that a message has started waits for the messages of its event sub-processes',
      start: null,
      steps: [
        {
          message: 'begin',
          key: '',
          variables: {
            k: 'msg-begun',
          },
        },
        {
          message: 'msg',
          key: 'msg-begun',
        },
        {
          job: 'handle',
        },
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e', 'p', 'ps', 'h', 'pe'],
    },
    {
      file: 'interrupting-sub-process',
      name: 'an interrupting event sub-process ends the rest',
      start: {
        k: 'msg-int',
      },
      steps: [
        {
          message: 'msg',
          key: 'msg-int',
        },
      ],
      path: ['s', '-t', 'p', 'ps', 'pe'],
    },
    {
      file: 'nested-sub-process',
      name: 'an event sub-process within a sub-process ends only that one',
      start: {
        k: 'msg-nested',
      },
      steps: [
        {
          message: 'msg',
          key: 'msg-nested',
        },
      ],
      path: ['s', 'x', 'xs', '-t', 'p', 'ps', 'pe', 'e'],
    },
    {
      file: 'no-reference',
      name: 'a message event without a message is refused',
      refused: {
        element: 'c',
        reason: 'Must reference a message',
      },
    },
    {
      file: 'no-key',
      name: 'a message without a key is refused',
      refused: {
        element: 'c',
        reason: 'Must have exactly one zeebe:subscription extension element',
      },
    },
    {
      file: 'static-key',
      name: 'a key that is no expression is refused',
      refused: {
        element: 'c',
        reason: "Expected expression but found static value 'k'",
      },
    },
    {
      file: 'throw-no-job',
      name: 'a throwing event without a job is refused',
      refused: {
        element: 'c',
        reason: "Must have exactly one 'zeebe:taskDefinition' extension element",
      },
    },
    {
      file: 'start-twice',
      name: 'two start events for one message are refused',
      refused: {
        element: 'message.start-twice',
        reason: "Multiple event definitions with the same message 'message.start-twice:msg' are not allowed.",
      },
    },
    {
      file: 'name-expression',
      name: 'names of boundary events and behind event-based gateways may be expressions',
      start: { k: 'msg-name', which: 'msg' },
      steps: [
        { active: ['g'] },
        { message: 'msg', key: 'msg-name' },
        { active: ['t'] },
        { message: 'msg', key: 'msg-name' },
      ],
      path: ['s', 'g', 'c', '-t', 'b', 'caught'],
    },
    {
      file: 'name-sub-process',
      name: 'the name of the message of an event sub-process may be an expression',
      start: { k: 'msg-esp-name', which: 'msg' },
      steps: [{ active: ['t'] }, { message: 'msg', key: 'msg-esp-name' }, { job: 'work' }],
      path: ['s', 't', 'p', 'ps', 'pe', 'e'],
    },
    {
      file: 'start-constant',
      name: 'a message that starts a process may be named by an expression that is constant',
      start: null,
      steps: [{ message: 'msg', key: 'msg-constant' }],
      path: ['s', 'e'],
    },
    {
      file: 'start-expression',
      name: 'a message that starts a process has a name that needs no variables',
      refused: { element: 's', reason: "Expected constant expression but found '=which'" },
    },
  ],
};
