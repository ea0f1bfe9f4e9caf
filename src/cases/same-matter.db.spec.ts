import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { ArchiveService } from '../archive/archive.service';
import { RegistrationsService } from './registrations.service';

jest.setTimeout(120_000);

describe('the same citizen and matter are linked, not doubled', () => {
  let services: Services;
  let cases: RegistrationsService;
  let database: DataSource;

  beforeAll(async () => {
    services = await startServices();
    cases = services.get(RegistrationsService);
    database = services.get(DataSource);
  });
  afterAll(() => services?.stop());

  const raise = (content: string, phone?: string, more: { channel?: string; idempotencyKey?: string } = {}) =>
    cases.register({ content, channel: 'phone', ...more, ...(phone ? { citizen: { phone } } : {}) }, 'agent');
  const urgesOf = async (caseId: string): Promise<{ note: string; channel: string }[]> =>
    database.query('SELECT note, channel FROM urge WHERE case_id = $1 ORDER BY urged_at', [caseId]);

  it('what the same citizen raises again urges the open case, whatever the channel and the punctuation', async () => {
    const first = await raise('幸福路路灯坏了，没人修！', '138-0000-1001');
    expect(first.linked).toBeUndefined();
    const again = await raise('幸福路路灯坏了 没人修', '+86 13800001001', { channel: 'wechat' });
    expect(again).toEqual({ ...first, linked: true });
    expect(await urgesOf(first.id)).toEqual([{ note: '幸福路路灯坏了 没人修', channel: 'wechat' }]);
    const messages: unknown[] = await database.query(
      `SELECT 1 FROM engine_outbox WHERE name = 'case-urged' AND correlation_key = $1`,
      [first.id],
    );
    expect(messages).toHaveLength(1);
  });

  it.each([
    ['another matter', '幸福路路灯坏了', '幸福路井盖丢了', '13800001002', '13800001002'],
    ['another citizen', '和平路路灯坏了', '和平路路灯坏了', '13800001003', '13800001004'],
    ['a citizen who gives no number', '北门路灯坏了', '北门路灯坏了', undefined, undefined],
  ])('%s is another case', async (_what, one, other, phone, otherPhone) => {
    const first = await raise(one, phone);
    expect((await raise(other, otherPhone)).id).not.toBe(first.id);
  });

  it('a repeat of the registration with its key urges once, and the key cannot be used for another content', async () => {
    const first = await raise('东门路灯坏了', '13800001005');
    const repeat = () => raise('东门路灯坏了', '13800001005', { idempotencyKey: 'k1' });
    expect(await repeat()).toEqual({ ...first, linked: true });
    expect(await repeat()).toEqual({ ...first, linked: true });
    expect(await urgesOf(first.id)).toHaveLength(1);
    await expect(raise('别的事', '13800001005', { idempotencyKey: 'k1' })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('a request that is sent again while the first is under way is its repeat, and no urge', async () => {
    const send = () => raise('西门路灯坏了', '13800001007', { idempotencyKey: 'k2' });
    const [first, ...others] = await Promise.all([send(), send(), send()]);
    expect(first.linked).toBeUndefined();
    expect(others).toEqual([first, first]);
    expect(await urgesOf(first.id)).toEqual([]);
  });

  it('two calls at the same time make one case', async () => {
    const both = await Promise.all([raise('南门路灯坏了', '13800001006'), raise('南门路灯坏了', '13800001006')]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(both.filter(({ linked }) => linked)).toHaveLength(1);
  });

  it('after the case is archived the same matter is a new case', async () => {
    const first = await raise('西门路灯坏了', '13800001007');
    await services.get(ArchiveService).archive(`archive:${first.id}`, first.id, []);
    expect((await raise('西门路灯坏了', '13800001007')).id).not.toBe(first.id);
  });
});
