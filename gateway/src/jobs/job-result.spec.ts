import { checkResult, listenerResult } from './job-result';

describe('What a worker says of a job beside its variables', () => {
  it.each([
    [undefined],
    [null],
    [{ type: 'userTask', denied: false }],
    // as gRPC reads what was not given
    [{ denied: false, corrections: null, deniedReason: '', activateElements: [], type: '' }],
  ])('nothing of meaning is taken: %j', (result) => {
    expect(() => checkResult(result)).not.toThrow();
  });

  it.each([[{ denied: true }], [{ corrections: { assignee: 'a' } }], [{ activateElements: [Buffer.alloc(1)] }]])(
    'what only listeners and ad-hoc sub-processes say is refused: %j',
    (result) => {
      expect(() => checkResult(result)).toThrow(`The property 'result.${Object.keys(result)[0]}' is not supported`);
    },
  );
});

describe('What a task listener says', () => {
  const of = (listenerEventType: 'CREATING' | 'COMPLETING') =>
    ({ key: '1', type: 't', processInstanceKey: '2', kind: 'TASK_LISTENER', listenerEventType }) as const;

  it('goes to the engine: corrections that are null or unknown stay out, dates as the engine reads them', () => {
    const corrections = {
      assignee: '',
      dueDate: '2030-01-02T08:00:00+08:00',
      followUpDate: null,
      priority: 0,
      other: 1,
    };
    expect(listenerResult(of('COMPLETING'), {}, { corrections }, false)).toEqual({
      denied: false,
      deniedReason: '',
      corrections: { assignee: '', dueDate: '2030-01-02T00:00:00.000Z', priority: 0 },
    });
  });

  it.each([
    ['variables', of('COMPLETING'), { a: 1 }, {}, false, 'Task Listener job completion with variables payload'],
    [
      'the denial of a creation',
      of('CREATING'),
      {},
      { denied: true },
      false,
      "Denying result is not supported for 'CREATING'",
    ],
    [
      'a denial with corrections',
      of('COMPLETING'),
      {},
      { denied: true, corrections: { priority: 1 } },
      false,
      'with corrections, but the job result is denied',
    ],
    [
      'an assignee against that of the diagram',
      of('CREATING'),
      {},
      { corrections: { assignee: 'a' } },
      true,
      "correcting the assignee on 'CREATING' event is not supported",
    ],
    [
      'a priority out of range',
      of('COMPLETING'),
      {},
      { corrections: { priority: 101 } },
      false,
      "correction of 'priority'",
    ],
    [
      'a date that is none',
      of('COMPLETING'),
      {},
      { corrections: { dueDate: 'soon' } },
      false,
      "correction of 'dueDate'",
    ],
    [
      'groups that are no list',
      of('COMPLETING'),
      {},
      { corrections: { candidateGroups: 'a' } },
      false,
      'candidateGroups',
    ],
  ])('is refused: %s', (_what, job, variables, result, isAssigned, reason) => {
    expect(() => listenerResult(job, variables, result, isAssigned)).toThrow(reason);
  });

  it('may assign a task that the diagram assigns to nobody', () => {
    expect(listenerResult(of('CREATING'), null, { corrections: { assignee: 'a' } }, false).corrections).toEqual({
      assignee: 'a',
    });
  });
});
