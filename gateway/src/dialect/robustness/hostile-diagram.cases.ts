import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Hostile diagrams and tables',
  covers: [],
  cases: [
    {
      file: 'entities',
      name: 'entities that expand without end are refused',
      refused: {
        element: '-',
        reason: 'A document type declaration is not allowed',
      },
    },
    {
      file: 'external-entity',
      name: 'an external entity is refused and not read',
      refused: {
        element: '-',
        reason: 'A document type declaration is not allowed',
      },
    },
    {
      file: 'foreign-attributes',
      name: 'classes, scripts and listeners of another engine are not read',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'script-condition',
      name: 'a condition in another language is read as FEEL',
      start: {
        n: 1,
      },
      path: ['s', 'g', 'a'],
    },
    {
      file: 'javascript',
      name: 'a script task with a script of another language is refused',
      refused: {
        element: 't',
        reason: "Must have either one 'zeebe:script' or one 'zeebe:taskDefinition' extension element",
      },
    },
    {
      file: 'juel-message',
      name: 'a message name that Operaton would evaluate is refused',
      refused: {
        element: 'c',
        reason: 'is an expression, which is not supported',
        hereOnly: true,
      },
    },
    {
      file: 'juel-decision',
      name: 'a decision id that Operaton would evaluate is a name',
      steps: [
        {
          incident: 'r',
          type: 'CALLED_DECISION_ERROR',
          says: "'${1+1}'",
          resolve: false,
        },
      ],
      state: 'ACTIVE',
    },
    {
      file: 'dmn-script',
      name: 'a table in another language is refused',
      with: ['dmn'],
      refused: {
        element: 'hostile-diagram.dmn-script.d',
        reason: "The expression language 'groovy' is not supported",
      },
    },
    {
      file: 'dmn-entities',
      name: 'entities in a decision file are refused',
      with: ['dmn'],
      refused: {
        element: '-',
        reason: 'A document type declaration is not allowed',
      },
    },
    {
      file: 'bad-id',
      name: 'an id that is no XML name is refused',
      refused: {
        element: 't${1}',
        reason: 'illegal ID <t${1}>',
      },
    },
    {
      file: 'long-name',
      name: 'a name, an id or a type of a job for which the engine has no room is refused',
      refused: {
        element: 't',
        reason: 'The name is longer than 255 characters, which is not supported',
        hereOnly: true,
      },
    },
    {
      file: 'not-xml',
      name: 'what is no XML is refused',
      refused: {
        element: '-',
        reason: 'hostile-diagram.not-xml.bpmn',
      },
    },
  ],
};
