import { type ConstructTable, refused, refusedHere } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Ad-hoc sub-processes',
  differs:
    'paths have no element instance of their own; paths that fork, event sub-processes in it, its multi-instance and its implementation by a job worker are refused, as are start and modification instructions into it; `adHocSubProcessElements` lists no parameters; what fails at the end of a path is an incident at its last element',
  covers: ['bpmn:AdHocSubProcess', 'zeebe:AdHoc'],
  cases: [
    {
      file: 'collection',
      name: 'the elements of the collection are activated, each with its path; the end of the last is the end',
      start: { which: ['a', 'b'] },
      steps: [
        {
          job: 'a',
          sees: {
            adHocSubProcessElements: [
              {
                elementId: 'a',
                elementName: 'First',
                documentation: 'What is done first',
                properties: { p: 'v' },
                parameters: [],
              },
              { elementId: 'b', properties: {}, parameters: [] },
              { elementId: 'c', properties: {}, parameters: [] },
            ],
          },
          complete: { x: 1 },
        },
        { active: ['h', 'b'] },
        { job: 'b' },
        { job: 'after-b' },
      ],
      variables: { which: ['a', 'b'], x: 1 },
      path: ['s', 'h', 'a', 'b', 'd', 'e'],
    },
    {
      file: 'condition',
      name: 'when the completion condition holds at the end of a path, what is left ends',
      start: { done: false },
      steps: [
        { job: 'a', complete: { done: false } },
        { active: ['h', 'b', 'c'] },
        { job: 'b', complete: { done: true } },
      ],
      path: ['s', 'h', 'a', 'b', '-c', 'e'],
    },
    {
      file: 'remaining',
      name: 'what is left goes on where it is not to be cancelled',
      steps: [{ job: 'a' }, { active: ['h', 'b'] }, { job: 'b' }],
      path: ['s', 'h', 'a', 'b', 'e'],
    },
    {
      file: 'activate',
      name: 'without a collection it waits, until the API activates elements, with variables of their own',
      steps: [
        { active: ['h'] },
        { activate: 'h', elements: [{ elementId: 'a', variables: { own: 1 } }, { elementId: 'b' }] },
        { job: 'a', sees: { own: 1 } },
        { activate: 'h', elements: [{ elementId: 'a', variables: { own: 2 } }] },
        { job: 'a', sees: { own: 2 } },
        { activate: 'h', elements: [{ elementId: 'nobody' }], rejected: 'the given elements [nobody] do not exist' },
        { activate: 'h', elements: [{ elementId: 'a' }], cancel: true },
        { job: 'a' },
      ],
      variables: {},
      path: ['s', 'h', 'a', 'a', '-b', 'a', 'e'],
    },
    {
      file: 'output',
      name: 'the outputs of the paths are collected; mappings go in and out',
      start: { which: ['a', 'b'] },
      steps: [
        { job: 'a', sees: { given: 1 }, complete: { result: 10 } },
        { job: 'b', complete: { result: 20 } },
      ],
      variables: { which: ['a', 'b'], results: [10, 20], count: 2 },
      path: ['s', 'h', 'a', 'b', 'e'],
    },
    {
      file: 'boundary',
      name: 'a boundary event ends it, and one of an element in it goes on in its path',
      steps: [{ job: 'a', error: { code: 'inner' } }, { job: 'c' }, { message: 'stop', key: 'ad-hoc-boundary' }],
      path: ['s', '-h', '-a', 'i', 'c', '-b', 'o', 'x'],
    },
    {
      file: 'no-list',
      name: 'a collection that is no list of texts is an incident',
      start: { which: 'a' },
      steps: [{ incident: 'h', type: 'EXTRACT_VALUE_ERROR', says: "'ARRAY'", set: { which: ['a'] } }, { job: 'a' }],
      path: ['s', 'h', 'a', 'e'],
    },
    {
      file: 'unknown',
      name: 'an element that is not in it is an incident',
      steps: [{ incident: 'h', type: 'EXTRACT_VALUE_ERROR', says: "'nobody'", resolve: false }],
      state: 'ACTIVE',
      path: ['s', '+h'],
    },
    {
      file: 'condition-fails',
      name: 'a completion condition that cannot be told is an incident',
      steps: [{ job: 'a' }, { incident: 'a', type: 'EXTRACT_VALUE_ERROR', says: "'BOOLEAN'", set: { done: true } }],
      path: ['s', 'h', 'a', 'e'],
    },
    refused('start', 'h', 'Must not contain a start event'),
    refused('end', 'h', 'Must not contain a end event'),
    refused('none', 'h', 'Must have at least one activity'),
    refusedHere('fork', 'a', 'A path in an ad-hoc sub-process that forks is not supported'),
    refusedHere('worker', 'h', "'zeebe:TaskDefinition' is not supported"),
    refused('half-output', 'h', "Attribute 'outputElement' must be present"),
  ],
};
