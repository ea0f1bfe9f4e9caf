import { OperatonError } from '../operaton/client';
import { problemOf } from './problem-of';

describe('what an error means to a client', () => {
  it.each([
    ['a character that PostgreSQL cannot hold', { code: '22021' }, 400],
    ['half of a surrogate pair', { code: '22P05' }, 400],
    ['an id of a message that no index has room for', { code: '54000' }, 400],
    ['a database that is not there', { code: 'ECONNREFUSED' }, 503],
    ['anything else', {}, 500],
  ])('%s', (_what, error, status) => {
    expect(problemOf(Object.assign(new Error('said by the driver'), error))).toMatchObject({ status });
  });

  it('is the mistake of who asks where a value has no room in the engine, in whatever the engine wraps it', () => {
    expect(
      problemOf(new OperatonError(500, 'RestException', 'Cannot instantiate: longer than there is room', 22_001)),
    ).toMatchObject({
      status: 400,
      title: 'INVALID_ARGUMENT',
    });
  });

  it('says nothing of the inside', () => {
    expect(problemOf(new Error('relation "x" does not exist')).detail).not.toContain('relation');
  });
});
