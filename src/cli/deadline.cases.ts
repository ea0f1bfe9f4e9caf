/** One call of `hotline deadline` and what it must print: a line of JSON, or the words of an error. */
export interface DeadlineCall {
  why: string;
  args: string;
  /** What the line of JSON is, whole. */
  prints?: Record<string, unknown>;
  /** The rule that refuses the extension; the deadlines that hold stand beside it. */
  refusedBy?: string;
  /** The article that the refusal names. */
  article?: string;
  /** What the error on standard error says. */
  error?: RegExp;
}

const AFTER_NATIONAL_DAY = {
  signIn: '2026-10-08T16:20:00+08:00',
  return: '2026-10-08T17:30:00+08:00',
  handling: '2026-10-10T17:30:00+08:00',
  extended: [],
};
const CONSULT = '--profile county --type consult --urgency normal --received';
const EVE = '2026-09-30T16:20:00+08:00';

/**
 * Computed by hand from D5 一 and D7 第四条. National Day 2026 is 1 to 7 October, 10 October is a make-up Saturday; Spring Festival
 * 2026 is 15 to 23 February, 14 and 28 February are make-up Saturdays; close of business is 17:30.
 */
export const DEADLINE_CALLS: DeadlineCall[] = [
  { why: 'before National Day, the make-up Saturday counts', args: `${CONSULT} ${EVE}`, prints: AFTER_NATIONAL_DAY },
  { why: 'the same instant in UTC', args: `${CONSULT} 2026-09-30T08:20:00Z`, prints: AFTER_NATIONAL_DAY },
  {
    why: 'the same instant, zone by hours only',
    args: `${CONSULT} 2026-09-30T03:20:00-05`,
    prints: AFTER_NATIONAL_DAY,
  },
  {
    why: 'the same instant, zone without a colon',
    args: `${CONSULT} 2026-09-30T13:50:00+0530`,
    prints: AFTER_NATIONAL_DAY,
  },
  { why: 'without a zone it is the body’s', args: `${CONSULT} 2026-09-30T16:20`, prints: AFTER_NATIONAL_DAY },
  {
    why: 'extended by three working days',
    args: `${CONSULT} ${EVE} --extension "3 working days"`,
    prints: { ...AFTER_NATIONAL_DAY, extended: ['2026-10-14T17:30:00+08:00'] },
  },
  {
    why: 'others: extended twice by five',
    args: `--profile county --type complain --urgency normal --received ${EVE} --extension "5 working days" --extension 5个工作日`,
    prints: {
      ...AFTER_NATIONAL_DAY,
      handling: '2026-10-13T17:30:00+08:00',
      extended: ['2026-10-20T17:30:00+08:00', '2026-10-27T17:30:00+08:00'],
    },
  },
  {
    why: 'urgent on force majeure',
    args: `--profile county --type help --urgency urgent --received ${EVE} --extension "1 working day" --force-majeure`,
    prints: {
      ...AFTER_NATIONAL_DAY,
      handling: '2026-10-08T17:30:00+08:00',
      extended: ['2026-10-09T17:30:00+08:00'],
    },
  },
  ...['city', 'jinan', 'dalian'].map((profile) => ({
    why: `${profile}: at lunch on a make-up Saturday before Spring Festival`,
    args: `--profile ${profile} --type report --received 2026-02-14T12:30:00+08:00 --extension "5 working days"`,
    prints: {
      signIn: '2026-02-24T12:30:00+08:00',
      return: '2026-02-24T17:30:00+08:00',
      handling: '2026-02-28T17:30:00+08:00',
      extended: ['2026-03-06T17:30:00+08:00'],
    },
  })),
  {
    why: 'on a holiday: the hours begin on the first working day',
    args: `${CONSULT} 2026-10-03T23:59:59+08:00`,
    prints: { ...AFTER_NATIONAL_DAY, signIn: '2026-10-09T00:00:00+08:00' },
  },
  {
    why: 'a second after close of business: the day of receipt does not count anyway',
    args: `${CONSULT} 2026-10-08T17:30:01+08:00`,
    prints: {
      signIn: '2026-10-09T17:30:01+08:00',
      return: '2026-10-09T17:30:00+08:00',
      handling: '2026-10-12T17:30:00+08:00',
      extended: [],
    },
  },
  {
    why: 'the last second of the year',
    args: `${CONSULT} 2026-12-31T23:59:59+08:00`,
    prints: {
      signIn: '2027-01-04T23:59:59+08:00',
      return: '2027-01-04T17:30:00+08:00',
      handling: '2027-01-06T17:30:00+08:00',
      extended: [],
    },
  },
  {
    why: 'a limit of law prevails over handling only',
    args: `${CONSULT} ${EVE} --statutory "15 working days"`,
    prints: { ...AFTER_NATIONAL_DAY, handling: '2026-10-27T17:30:00+08:00' },
  },
  ...(
    [
      ['emergency', '2026-09-30T18:20:00+08:00'],
      ['utility', '2026-10-01T16:20:00+08:00'],
      ['general', '2026-10-07T16:20:00+08:00'],
      ['complex', '2026-10-15T16:20:00+08:00'],
    ] as const
  ).map(([level, response]) => ({
    why: `enterprise, ${level}: by the clock`,
    args: `--profile enterprise --level ${level} --received ${EVE}`,
    prints: { response },
  })),

  {
    why: 'a consult is extended once',
    args: `${CONSULT} ${EVE} --extension "1 working day" --extension "1 working day"`,
    prints: { ...AFTER_NATIONAL_DAY, extended: ['2026-10-12T17:30:00+08:00'] },
    refusedBy: 'extension-used-up',
    article: 'D5-1-4-2',
  },
  {
    why: 'a consult is extended by three at most',
    args: `${CONSULT} ${EVE} --extension "4 working days"`,
    prints: AFTER_NATIONAL_DAY,
    refusedBy: 'extension-too-long',
    article: 'D5-1-4-2',
  },
  {
    why: 'urgent without force majeure',
    args: `--profile county --type help --urgency urgent --received ${EVE} --extension "1 working day"`,
    prints: { ...AFTER_NATIONAL_DAY, handling: '2026-10-08T17:30:00+08:00' },
    refusedBy: 'extension-force-majeure-only',
    article: 'D5-1-4-1',
  },
  {
    why: 'a limit of law is not extended',
    args: `${CONSULT} ${EVE} --statutory "15 working days" --extension 1`,
    prints: { ...AFTER_NATIONAL_DAY, handling: '2026-10-27T17:30:00+08:00' },
    refusedBy: 'extension-statutory',
    article: 'D5-1-4-3',
  },
  {
    why: 'enterprise knows no extension',
    args: `--profile enterprise --level complex --received ${EVE} --extension 1`,
    prints: { response: '2026-10-15T16:20:00+08:00' },
    refusedBy: 'extension-none',
    article: 'D7-4',
  },

  { why: 'a date is no instant', args: `${CONSULT} 2026-09-30`, error: /"2026-09-30" is no instant/ },
  { why: 'no such day', args: `${CONSULT} 2026-09-31T10:00:00+08:00`, error: /is no instant/ },
  { why: 'no such hour', args: `${CONSULT} 2026-09-30T24:00:00+08:00`, error: /is no instant/ },
  { why: 'no such zone', args: `${CONSULT} 2026-09-30T10:00:00+25:00`, error: /is no instant/ },
  { why: 'no instant at all', args: '--profile county --type consult', error: /--received/ },
  {
    why: 'no such profile',
    args: `--profile none --type consult --received ${EVE}`,
    error: /--profile: there is no "none"/,
  },
  { why: 'no such type', args: `--profile county --type wish --received ${EVE}`, error: /one of consult, help/ },
  { why: 'no such urgency', args: `${CONSULT} ${EVE} --urgency high`, error: /one of urgent, normal/ },
  { why: 'the type is missing', args: `--profile county --received ${EVE}`, error: /--type: profile county needs it/ },
  {
    why: 'the level is missing',
    args: `--profile enterprise --received ${EVE}`,
    error: /--level: profile enterprise needs it/,
  },
  {
    why: 'a level where there are none',
    args: `${CONSULT} ${EVE} --level emergency`,
    error: /county has no response levels/,
  },
  {
    why: 'no day at all',
    args: `${CONSULT} ${EVE} --extension "0 working days"`,
    error: /whole working days from 1 on/,
  },
  { why: 'not working days', args: `${CONSULT} ${EVE} --extension "3 days"`, error: /whole working days from 1 on/ },
  { why: 'no limit of law', args: `${CONSULT} ${EVE} --statutory soon`, error: /"15 working days", "30 days"/ },
  {
    why: 'asked for before it was received',
    args: `${CONSULT} ${EVE} --extension "1 @ 2026-09-30T16:19:59+08:00"`,
    error: /applied for before the assignment is received/,
  },
];
