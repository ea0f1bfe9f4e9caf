import { JsonLogger, makeLogger } from './logger';
import { scrub, scrubText } from './scrub';

describe('what never stands in a log', () => {
  it.each([
    ['a mobile number', '来电 13812345678 咨询', '13812345678'],
    ['a mobile number with the country', 'from +86 138-1234-5678', '1234-5678'],
    ['a fixed line', 'call 0531-66601234', '66601234'],
    ['an identity number', 'id 370102199003071234', '370102199003071234'],
    ['an identity number that ends in X', 'id 37010219900307123X.', '37010219900307123X'],
    ['a mail address', 'mail zhang.san@example.com', 'zhang.san'],
    ['a bearer token', 'Authorization: Bearer abcdef123456', 'abcdef123456'],
    ['a signed token', 'token eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl', 'eyJhbGciOi'],
    ['the password in an address', 'postgresql://hotline:s3cret@127.0.0.1/hotline', 's3cret'],
    ['a password by name', 'password=hunter2', 'hunter2'],
  ])('%s', (_what, text, secret) => {
    expect(scrubText(text)).not.toContain(secret);
  });

  it.each([
    ['keys of the engine', 'job 4503599627370496 of 2251799813685249'],
    ['instants', '2026-11-26T23:58:00.123Z took 1234.5 ms'],
    ['case numbers', 'case 12345-20261126-000017'],
    ['ids', '3f2b1c9e-1111-4222-8333-138123456789'],
  ])('but %s do', (_what, text) => {
    expect(scrubText(text)).toBe(text);
  });

  it('leaves out members by their name, however deep', () => {
    expect(scrub({ a: { phone: '1', list: [{ Password: 'x', kept: 1 }] } })).toEqual({
      a: { phone: '***', list: [{ Password: '***', kept: 1 }] },
    });
  });

  it('keeps of an error its words and trace, not the statement, its values or what the row held', () => {
    const error = Object.assign(new Error('duplicate key value violates unique constraint "citizen_phone"'), {
      code: '23505',
      detail: 'Key (name)=(张三) already exists.',
      query: 'INSERT INTO citizen …',
      parameters: ['张三', '13812345678'],
      driverError: { detail: '张三' },
    });
    const kept = JSON.stringify(scrub({ err: error }));
    expect(kept).toContain('citizen_phone');
    expect(kept).toContain('23505');
    expect(kept).not.toContain('张三');
  });

  it('takes its time with no text: each pattern looks at a long one in a moment', () => {
    for (const text of ['a'.repeat(200_000), '1'.repeat(200_000), 'a:'.repeat(100_000), 'x@'.repeat(100_000)]) {
      expect(scrubText(text).length).toBeGreaterThan(0);
    }
  });
});

describe('a log line', () => {
  const written: string[] = [];
  const log = makeLogger('app', { write: (line: string) => void written.push(line) });
  const nest = new JsonLogger(log);
  const last = () => JSON.parse(written.at(-1)!) as Record<string, unknown>;

  it('is one JSON object with time, level, part, context and message', () => {
    nest.log('Deployed 3 files', 'DeploymentService');
    expect(last()).toMatchObject({ level: 'info', part: 'app', context: 'DeploymentService', msg: 'Deployed 3 files' });
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('is scrubbed in its message and in its members', () => {
    nest.warn('called 13812345678', { token: 'x' }, 'Calls');
    log.error({ err: new Error('called 13812345678') }, 'failed');
    expect(written.join('')).not.toContain('13812345678');
  });

  it('carries what an error says where Nest hands over an error', () => {
    nest.error(new Error('broken'), 'Runner');
    expect(last()).toMatchObject({ level: 'error', context: 'Runner', err: { message: 'broken' } });
  });
});
