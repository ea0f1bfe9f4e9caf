import { join } from 'node:path';
import { HotlineConfig } from '../config/hotline-config';
import { REPLY_FINDINGS } from '../config/schema';
import { translate } from '../i18n/i18n';
import { checkReply } from './check-reply';
import { COMPLETE, REPLY_CASES } from './check-reply.cases';

const config = HotlineConfig.load(join(process.cwd(), 'config'));
const when = { now: new Date('2026-11-25T17:00:00+08:00'), receivedAt: new Date('2026-11-25T10:00:00+08:00') };

describe('what a unit’s reply lacks', () => {
  it.each(REPLY_CASES)('$why', ({ change, found }) => {
    const findings = checkReply({ ...COMPLETE, ...change }, config.replyCheck, when);
    expect(findings.map(({ code }) => code)).toEqual(found);
  });

  it('is found at the field that lacks it', () => {
    const [finding] = checkReply({ ...COMPLETE, course: '现场核实，无理取闹' }, config.replyCheck, when);
    expect(finding).toEqual({ code: 'reply-rude', field: 'course', params: { words: ['无理取闹'] } });
  });

  it('is never earlier than an order that is not known', () => {
    const early = { ...COMPLETE, handledAt: '2020-01-01T00:00:00Z' };
    expect(checkReply(early, config.replyCheck, { now: when.now })).toEqual([]);
  });

  it('is not held against an order that a clock running fast has dated ahead', () => {
    const receivedAt = new Date('2026-11-25T19:00:00+08:00');
    const now = { ...COMPLETE, handledAt: when.now.toISOString() };
    expect(checkReply(now, config.replyCheck, { ...when, receivedAt })).toEqual([]);
  });

  it('is each found in some row, has words, and is judged by every profile one way only', () => {
    const found = new Set(REPLY_CASES.flatMap((row) => row.found));
    expect(REPLY_FINDINGS.filter((code) => !found.has(code))).toEqual([]);
    for (const code of REPLY_FINDINGS) {
      for (const language of ['zh-CN', 'en'] as const) {
        expect(translate(`form.${code}`, {}, language)).not.toBe(`form.${code}`);
      }
      for (const name of config.profileNames) {
        const { refuse, warn } = config.profile(name).replyCheck;
        expect(Number(refuse.includes(code)) + Number(warn.includes(code))).toBe(1);
      }
    }
  });
});
