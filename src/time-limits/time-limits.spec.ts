import { computeDeadlines, decideExtension, decideReturn, type TimeLimits, WorkingCalendar } from './index';

const calendar = new WorkingCalendar('Asia/Shanghai');
const profile = { closeOfBusiness: '18:00', remindHours: 4 };
const others: TimeLimits = {
  signInHours: 24,
  returnDays: 1,
  handlingDays: 5,
  clockHours: null,
  extensionTimes: 2,
  extensionDays: 5,
  extensionForceMajeureOnly: false,
};
const consult: TimeLimits = { ...others, handlingDays: 3, extensionTimes: 1, extensionDays: 3 };
const urgent: TimeLimits = {
  ...others,
  handlingDays: 1,
  extensionTimes: 1,
  extensionDays: 1,
  extensionForceMajeureOnly: true,
};
const level = (clockHours: number): TimeLimits => ({ ...others, handlingDays: null, clockHours });

const handling: [why: string, limits: TimeLimits, received: string, due: string][] = [
  ['consult on a plain Monday', consult, '2026-06-01T09:00:00+08:00', '2026-06-04T18:00:00+08:00'],
  [
    'consult on Thursday: the weekend does not count',
    consult,
    '2026-06-04T09:00:00+08:00',
    '2026-06-09T18:00:00+08:00',
  ],
  ['others on a plain Monday', others, '2026-06-01T09:00:00+08:00', '2026-06-08T18:00:00+08:00'],
  ['urgent on Friday: Monday', urgent, '2026-06-05T09:00:00+08:00', '2026-06-08T18:00:00+08:00'],
  ['urgent before National Day: after it', urgent, '2026-09-30T16:20:00+08:00', '2026-10-08T18:00:00+08:00'],
  [
    'consult over National Day: the make-up Saturday counts',
    consult,
    '2026-09-30T16:20:00+08:00',
    '2026-10-10T18:00:00+08:00',
  ],
  ['the second before midnight is still that day', urgent, '2026-06-01T23:59:59+08:00', '2026-06-02T18:00:00+08:00'],
  ['midnight is the next day', urgent, '2026-06-02T00:00:00+08:00', '2026-06-03T18:00:00+08:00'],
  ['received on a Sunday', urgent, '2026-06-07T10:00:00+08:00', '2026-06-08T18:00:00+08:00'],
  [
    'emergencies run through the holiday by the clock',
    level(2),
    '2026-10-01T23:00:00+08:00',
    '2026-10-02T01:00:00+08:00',
  ],
  ['general matters: seven days by the clock', level(168), '2026-09-30T10:00:00+08:00', '2026-10-07T10:00:00+08:00'],
];

const signIn: [why: string, received: string, due: string][] = [
  ['a plain day', '2026-06-01T09:00:00+08:00', '2026-06-02T09:00:00+08:00'],
  ['Friday afternoon: the weekend stands still', '2026-06-05T16:00:00+08:00', '2026-06-08T16:00:00+08:00'],
  ['Saturday: begins on Monday at midnight', '2026-06-06T16:00:00+08:00', '2026-06-09T00:00:00+08:00'],
  ['before National Day', '2026-09-30T16:20:00+08:00', '2026-10-08T16:20:00+08:00'],
];

const due = new Date('2026-06-04T18:00:00+08:00');
const explained = { required: ['grounds', 'explained'] as const, parts: { grounds: '情况复杂', explained: '已说明' } };
const extensions: [why: string, change: Partial<Parameters<typeof decideExtension>[0]>, rule: string][] = [
  ['one second before the deadline', { requestedAt: new Date(due.getTime() - 1000) }, 'extension-within-limits'],
  ['at the deadline', { requestedAt: due }, 'extension-too-late'],
  ['consult, a second time', { granted: 1 }, 'extension-used-up'],
  ['consult, three days', { days: 3 }, 'extension-within-limits'],
  ['consult, four days', { days: 4 }, 'extension-too-long'],
  ['no days at all', { days: 0 }, 'extension-too-long'],
  ['others, a second time', { limits: others, granted: 1, days: 5 }, 'extension-within-limits'],
  ['others, a third time', { limits: others, granted: 2 }, 'extension-used-up'],
  ['urgent without force majeure', { limits: urgent }, 'extension-force-majeure-only'],
  ['urgent on force majeure', { limits: urgent, forceMajeure: true }, 'extension-within-limits'],
  [
    'within the time that the body above gave',
    { latest: new Date('2026-06-05T18:00:00+08:00') },
    'extension-within-limits',
  ],
  ['beyond it', { latest: new Date('2026-06-05T17:59:59+08:00') }, 'extension-beyond-parent'],
  ['stating all that is asked for', { stated: explained }, 'extension-within-limits'],
  [
    'without what was explained to the citizen',
    { stated: { ...explained, parts: { grounds: '情况复杂', explained: ' ' } } },
    'extension-incomplete',
  ],
  ['urgent on force majeure, two days', { limits: urgent, forceMajeure: true, days: 2 }, 'extension-too-long'],
];

const stated = {
  required: ['reason', 'suggestedUnit', 'evidence', 'leaderOpinion'] as const,
  parts: { reason: '不属于本单位职责', suggestedUnit: 'water', evidence: '三定方案', leaderOpinion: 'a1' },
};
const returns: [why: string, change: Partial<Parameters<typeof decideReturn>[0]>, rule: string][] = [
  ['at the last instant', { requestedAt: due }, 'return-may-be-reviewed'],
  ['a second later it is deemed accepted', { requestedAt: new Date(due.getTime() + 1000) }, 'return-too-late'],
  ['after a rejection', { previousRejected: 1 }, 'return-only-once'],
  ['after a rejection, where two are let pass', { previousRejected: 1, rejections: 2 }, 'return-may-be-reviewed'],
  ['after two rejections, where two are let pass', { previousRejected: 2, rejections: 2 }, 'return-only-once'],
  ['allowed by a supervisor', { previousRejected: 1, allowedAgain: true }, 'return-may-be-reviewed'],
  [
    'without the leader-signed opinion',
    { stated: { ...stated, parts: { ...stated.parts, leaderOpinion: '' } } },
    'return-incomplete',
  ],
  ['with a blank reason', { stated: { ...stated, parts: { ...stated.parts, reason: ' ' } } }, 'return-incomplete'],
  [
    'without what is not asked for',
    { stated: { required: ['reason'], parts: { reason: '非本职' } } },
    'return-may-be-reviewed',
  ],
];

/** One working day more, asked for in the middle of the time. */
const extension = {
  requestedAt: new Date('2026-06-03T10:00:00+08:00'),
  currentDue: due,
  limits: consult,
  granted: 0,
  urgency: 'normal' as const,
  days: 1,
  forceMajeure: false,
  calendar,
  profile,
};

describe('time limits (D5, D7)', () => {
  it.each(handling)('handling: %s', (_why, limits, received, expected) => {
    const deadlines = computeDeadlines({ receivedAt: new Date(received), limits, profile, calendar });
    expect(deadlines.handlingDue).toEqual(new Date(expected));
  });

  it('a limit set by law prevails', () => {
    const receivedAt = new Date('2026-06-01T09:00:00+08:00');
    const { handlingDue } = computeDeadlines({
      receivedAt,
      limits: consult,
      profile,
      calendar,
      statutory: { unit: 'working-days', count: 10 },
    });
    expect(handlingDue).toEqual(new Date('2026-06-15T18:00:00+08:00'));
  });

  it.each(signIn)('sign-in within 24 hours on working days: %s', (_why, received, expected) => {
    const deadlines = computeDeadlines({ receivedAt: new Date(received), limits: consult, profile, calendar });
    expect(deadlines.signInDue).toEqual(new Date(expected));
  });

  it.each(extensions)('extension: %s', (_why, change, rule) => {
    const decision = decideExtension({
      ...extension,
      ...change,
    });
    expect(decision.rule).toBe(rule);
  });

  it('a refusal says the time that the body above gave as its clock shows it', () => {
    const { params } = decideExtension({
      ...extension,
      days: 3,
      latest: new Date('2026-06-05T18:00:00+08:00'),
    });
    expect(params).toEqual({ latest: '2026-06-05 18:00' });
  });

  it('an extension counts working days from the old deadline', () => {
    const { newDue } = decideExtension({
      ...extension,
      days: 3,
    });
    expect(newDue).toEqual(new Date('2026-06-09T18:00:00+08:00'));
  });

  it.each(returns)('return: %s', (_why, change, rule) => {
    const decision = decideReturn({
      requestedAt: new Date('2026-06-04T09:00:00+08:00'),
      returnDue: due,
      returnDays: 1,
      previousRejected: 0,
      rejections: 1,
      stated,
      ...change,
    });
    expect(decision.rule).toBe(rule);
  });

  it('a body may override the holiday arrangement', () => {
    const local = new WorkingCalendar('Asia/Shanghai', { '2026-06-02': false });
    expect(local.workingDayAfter('2026-06-01', 1)).toBe('2026-06-03');
  });
});

describe('working time left', () => {
  it.each([
    ['within a working day', '2026-03-02T09:00:00+08:00', '2026-03-02T17:30:00+08:00', 8.5 * 60],
    ['over a weekend: its hours do not count', '2026-03-06T18:00:00+08:00', '2026-03-09T06:00:00+08:00', 12 * 60],
    ['past: negative', '2026-03-02T12:00:00+08:00', '2026-03-02T11:00:00+08:00', -60],
    ['a make-up Saturday counts', '2026-02-14T00:00:00+08:00', '2026-02-15T00:00:00+08:00', 24 * 60],
  ])('%s', (_what, from, to, minutes) => {
    expect(calendar.minutesOfWorkingDays(new Date(from), new Date(to))).toBe(minutes);
  });
});
