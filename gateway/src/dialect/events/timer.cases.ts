import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Timer events',
  covers: ['bpmn:TimerEventDefinition'],
  cases: [
    {
      file: 'duration',
      name: 'an intermediate event waits for a duration',
      path: ['s', 'c', 'e'],
    },
    {
      file: 'duration-expression',
      name: 'a duration from an expression, as a value or as text',
      start: {
        n: 1,
        text: 'PT0.5S',
      },
      path: ['s', 'c', 'd', 'e'],
    },
    {
      file: 'date',
      name: 'a date in the past is due at once; from an expression or literal',
      start: {
        at: '2020-01-01T00:00:00+08:00[Asia/Shanghai]',
      },
      path: ['s', 'c', 'd', 'f', 'e'],
    },
    {
      file: 'null',
      name: 'a duration that is null is an incident at the event',
      steps: [
        {
          incident: 'c',
          type: 'EXTRACT_VALUE_ERROR',
          says: "'[DURATION, PERIOD, STRING]', but was 'NULL'",
          set: {
            wait: 'PT0S',
          },
        },
      ],
      path: ['s', 'c', 'e'],
    },
    {
      file: 'bad-text',
      name: 'a date that is none is an incident',
      start: {
        at: 'soon',
      },
      steps: [
        {
          incident: 'c',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Invalid date-time format 'soon'",
          set: {
            at: '2020-01-01T00:00:00Z',
          },
        },
      ],
      path: ['s', 'c', 'e'],
    },
    {
      file: 'boundary',
      name: 'an interrupting timer ends its activity',
      path: ['s', '-t', 'b', 'caught'],
    },
    {
      file: 'boundary-local',
      name: 'a boundary timer sees the inputs of its activity',
      start: {
        waits: ['PT1S'],
      },
      path: ['s', '-t', 'b', 'caught'],
    },
    {
      file: 'boundary-null',
      name: 'a boundary timer that is null is an incident at the activity, whose job is not there yet',
      steps: [
        {
          incident: 't',
          type: 'EXTRACT_VALUE_ERROR',
          set: {
            wait: 'P1D',
          },
        },
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'boundary-non-interrupting',
      name: 'a timer that does not interrupt leaves its activity',
      steps: [
        {
          active: ['t'],
        },
      ],
      state: 'ACTIVE',
    },
    {
      file: 'cycle',
      name: 'a cycle fires as often as it says',
      steps: [
        {
          job: 'remind',
        },
        {
          job: 'remind',
        },
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'b', 'b', 'r', 'r', 'reminded', 'reminded', 'e'],
    },
    {
      file: 'cycle-expression',
      name: "a cycle from Zeebe's function",
      steps: [
        {
          job: 'remind',
        },
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'b', 'r', 'reminded', 'e'],
    },
    {
      file: 'start',
      name: 'a timer starts an instance',
      start: null,
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'start-date',
      name: 'a date starts one instance',
      start: null,
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'event-sub-process',
      name: 'a timer starts an event sub-process',
      steps: [
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
      file: 'process-null',
      name: 'a timer of the process that is null is an incident before its first element',
      steps: [],
      state: 'ACTIVE',
      path: [],
    },
    {
      file: 'none',
      name: 'a timer without a time is refused',
      refused: {
        element: 'c',
        reason: 'Must be exactly one type of timer: timeDate, timeDuration or timeCycle',
      },
    },
    {
      file: 'bad-duration',
      name: 'a duration that is none is refused',
      refused: {
        element: 'c',
        reason: 'Time duration is invalid',
      },
    },
    {
      file: 'bad-cycle',
      name: 'a cycle that is none is refused',
      refused: {
        element: 'b',
        reason: 'Time cycle is invalid',
      },
    },
    {
      file: 'catch-cycle',
      name: 'an intermediate event with a cycle is refused',
      refused: {
        element: 'c',
        reason: 'Intermediate timer catch event must have a time duration or a time date',
      },
    },
    {
      file: 'interrupting-cycle',
      name: 'an interrupting event with a cycle is refused',
      refused: {
        element: 'b',
        reason: 'Interrupting timer event with time cycle is not allowed.',
      },
    },
    {
      file: 'start-duration',
      name: 'a start event with a duration is refused',
      refused: {
        element: 's',
        reason: 'Timer start event must have a time date or a time cycle',
      },
    },
  ],
};
