import type { CaseStage } from '../cases/case.entity';
import type { EngineView, SeenInstance } from './engine-view';
import { countKinds } from './findings';
import { type CaseView, compareWithEngine, WHERE_IT_STANDS } from './process-rules';

const trunk = (more: Partial<SeenInstance> = {}): SeenInstance => ({
  key: '1',
  process: 'hotline-case',
  state: 'ACTIVE',
  caseId: 'a',
  assignmentId: null,
  ...more,
});
const engine = (more: Partial<EngineView> = {}): EngineView => ({
  trunks: [trunk()],
  running: [trunk()],
  elements: new Map([['1', new Set(['hotline-case', 'handle-case'])]]),
  incidents: [],
  completedTasks: [],
  ...more,
});
const ours = (more: Partial<CaseView['cases'][number]> = {}, rest: Partial<CaseView> = {}): CaseView => ({
  cases: [{ id: 'a', number: 'N1', stage: 'handling', starts: 1, unsent: 0, forgotten: false, ...more }],
  assignments: [],
  submissions: [],
  ...rest,
});
const found = (view: CaseView, seen: EngineView): string[] =>
  compareWithEngine(view, seen).map(({ rule, subject }) => `${rule} ${subject}`);

const handling = (more: Partial<SeenInstance> = {}): SeenInstance =>
  trunk({ key: '2', process: 'handle-assignment', assignmentId: 'x', ...more });

describe('a case and the engine', () => {
  it('finds nothing where both agree', () => {
    expect(found(ours(), engine())).toEqual([]);
    expect(
      found(ours({ stage: 'archived' }), engine({ trunks: [trunk({ state: 'COMPLETED' })], running: [] })),
    ).toEqual([]);
  });

  it.each<[string, CaseView, EngineView, string[]]>([
    ['no process at all', ours(), engine({ trunks: [], running: [] }), ['case-without-process N1']],
    [
      'none of a case that is archived',
      ours({ stage: 'archived' }),
      engine({ trunks: [], running: [] }),
      ['case-without-process N1'],
    ],
    [
      'one archived so long ago that the engine has forgotten it',
      ours({ stage: 'archived', forgotten: true }),
      engine({ trunks: [], running: [] }),
      [],
    ],
    ['its registration is still on its way', ours({ starts: 0, unsent: 1 }), engine({ trunks: [], running: [] }), []],
    [
      'two processes of one registration',
      ours(),
      engine({ trunks: [trunk(), trunk({ key: '9', state: 'COMPLETED' })] }),
      ['process-twice N1'],
    ],
    [
      'a case that went its own way again has had two',
      ours({ starts: 2 }),
      engine({ trunks: [trunk(), trunk({ key: '9', state: 'COMPLETED' })] }),
      [],
    ],
    ['two that run', ours({ starts: 2 }), engine({ trunks: [trunk(), trunk({ key: '9' })] }), ['process-twice N1']],
    [
      'the process has ended, the case has not',
      ours(),
      engine({ trunks: [trunk({ state: 'TERMINATED' })], running: [] }),
      ['process-ended-early N1'],
    ],
    ['the case is archived, the process runs', ours({ stage: 'archived' }), engine(), ['process-still-running N1']],
    ['the process stands elsewhere', ours({ stage: 'revisiting' }), engine(), ['process-elsewhere N1']],
    [
      'a process of a case that is not here',
      { cases: [], assignments: [], submissions: [] },
      engine(),
      ['process-without-case a'],
    ],
    [
      'supervision of an archived case runs on',
      ours({ stage: 'archived' }),
      engine({ trunks: [trunk({ state: 'COMPLETED' })], running: [trunk({ key: '5', process: 'supervise-case' })] }),
      ['process-still-running N1 supervise-case'],
    ],
    [
      'public opinion is watched after the case',
      ours({ stage: 'archived' }),
      engine({ trunks: [trunk({ state: 'COMPLETED' })], running: [trunk({ key: '5', process: 'opinion-watch' })] }),
      [],
    ],
    [
      'an incident',
      ours(),
      engine({ incidents: [{ key: '7', elementId: 'route-case', processInstanceKey: '1', message: null }] }),
      ['incident 7'],
    ],
  ])('%s', (_what, view, seen, expected) => {
    expect(found(view, seen)).toEqual(expected);
  });

  it.each<[string, CaseView['assignments'][number]['status'], SeenInstance[], string[]]>([
    ['an issued assignment has its process', 'issued', [handling()], []],
    ['an issued one without', 'issued', [], ['assignment-without-process x']],
    ['one that is routed may still be on its way', 'routed', [], []],
    ['one with two', 'signed-in', [handling(), handling({ key: '3' })], ['assignment-process-twice x']],
    ['one that is done and still runs', 'done', [handling()], ['assignment-still-running x']],
    ['one that is done', 'done', [], []],
  ])('%s', (_what, status, running, expected) => {
    const view = ours({}, { assignments: [{ id: 'x', caseId: 'a', status }] });
    expect(found(view, engine({ running: [trunk(), ...running] }))).toEqual(expected);
  });

  it.each<[string, CaseView['submissions'], string[]]>([
    ['noted as done', [{ taskKey: '4', completed: true }], []],
    ['not noted as done', [{ taskKey: '4', completed: false }], ['submission-unsettled 4']],
    ['nothing was kept', [], ['task-without-submission 4']],
  ])('a completed task: %s', (_what, submissions, expected) => {
    const completedTasks = [{ key: '4', processInstanceKey: '1', elementId: 'choose-unit', process: 'hotline-case' }];
    expect(found(ours({}, { submissions }), engine({ completedTasks }))).toEqual(expected);
  });

  it('knows for each stage where the trunk may stand', () => {
    const stages: CaseStage[] = [
      'registered',
      'classified',
      'answered',
      'to-route',
      'handling',
      'handled',
      'escalated',
    ];
    for (const stage of stages) expect(WHERE_IT_STANDS[stage as 'registered'].length).toBeGreaterThan(0);
  });
});

it('counts by kind', () => {
  expect(
    countKinds([
      { rule: 'case-without-process', subject: 'N1' },
      { rule: 'process-twice', subject: 'N1' },
      { rule: 'incident', subject: '1' },
      { rule: 'incident', subject: '2' },
    ]),
  ).toEqual({ lost: 1, doubled: 1, inconsistent: 2 });
});
