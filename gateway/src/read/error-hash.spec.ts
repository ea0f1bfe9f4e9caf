import { errorHashCode } from './error-hash';

describe('The hash code of an error message is that of a Java string', () => {
  it.each([
    ['', 0],
    ['a', 97],
    ['hello', 99162322],
    ['No more retries left.', 351027393],
    ['失败', 743956],
  ])('%s', (message, code) => {
    expect(errorHashCode(message)).toBe(code);
  });
});
