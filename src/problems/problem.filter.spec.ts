import type { ArgumentsHost } from '@nestjs/common';
import { Problem } from './problem';
import { ProblemFilter } from './problem.filter';

/** What the filter answers to what was thrown. */
function answered(error: unknown): { status: number; code: string; text: string } {
  const answer = { status: 0, text: '' };
  const response = {
    headersSent: false,
    status: (status: number) => Object.assign(response, (answer.status = status) && {}),
    type: () => response,
    set: () => response,
    send: (text: string) => (answer.text = text),
  };
  const request = { headers: {}, path: '/api/v1/cases' };
  new ProblemFilter().catch(error, {
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }),
  } as unknown as ArgumentsHost);
  return { ...answer, code: (JSON.parse(answer.text) as { code: string }).code };
}

const ofParser = (status: number) => Object.assign(new Error('unsupported charset "UTF-99"'), { expose: true, status });

describe('what was thrown, as a problem document', () => {
  it.each([
    [400, 400, 'validation-failed'],
    [413, 413, 'payload-too-large'],
    [415, 415, 'unsupported-media-type'],
    [431, 400, 'validation-failed'],
  ])('%i is answered with %i %s', (thrown, status, code) => {
    expect(answered(ofParser(thrown))).toMatchObject({ status, code });
  });

  it.each(['22021', '22P05'])('nor is a character that no text can hold (%s)', (code) => {
    expect(answered(Object.assign(new Error('invalid byte sequence'), { code }))).toMatchObject({ status: 400 });
  });

  it('a refusal by a rule of the documents names its article', () => {
    const { text } = answered(new Problem('case-closed', { number: '20260301000001' }));
    expect(JSON.parse(text)).toMatchObject({ rule: { name: 'case-closed', document: 'D1', article: '一(一)6' } });
  });

  it('speaks of what was refused in words, not in codes', () => {
    const { text } = answered(new Problem('exclusion-not-allowed', { reason: 'invalid-message' }));
    expect((JSON.parse(text) as { detail: string }).detail).toBe('该指标不允许以“无效信息”为由剔除。');
    const { detail } = JSON.parse(answered(new Problem('return-incomplete', { part: 'evidence' })).text) as {
      detail: string;
    };
    expect(detail).toBe('退件须注明或附上：有效依据。');
  });

  it('a fault says nothing of the inside', () => {
    const { status, code, text } = answered(new TypeError('Cannot read properties of undefined'));
    expect({ status, code }).toEqual({ status: 500, code: 'internal' });
    expect(text).not.toContain('Cannot read');
  });
});
