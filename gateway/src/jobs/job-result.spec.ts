import { checkResult } from './job-result';

describe('What a worker says of a job beside its variables', () => {
  it.each([
    [undefined],
    [null],
    [{ type: 'userTask', denied: false }],
    // as gRPC reads what was not given
    [{ denied: false, corrections: Buffer.alloc(0), deniedReason: '', activateElements: [], type: '' }],
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
