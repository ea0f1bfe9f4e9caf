import type { CallFact, ExclusionFact, KpiRow, Measure, SmsFact } from './kpi';

/** What happened, and what one measure of one day makes of it. */
export interface KpiCase {
  name: string;
  calls?: CallFact[];
  messages?: SmsFact[];
  complaints?: { recordedAt: Date }[];
  exclusions?: ExclusionFact[];
  measure: Measure;
  day?: string;
  expected: Partial<KpiRow>;
}

export const at = (time: string): Date => new Date(`${time}+08:00`);
const DAY = '2026-03-02';

/** A call that came in at a time, was answered after so many seconds (not at all: null) and lasted a minute. */
export const call = (time: string, waited: number | null, talked = 60): CallFact => {
  const incomingAt = at(`${DAY}T${time}`);
  const answeredAt = waited === null ? null : new Date(incomingAt.getTime() + waited * 1000);
  const endedAt = new Date((answeredAt ?? incomingAt).getTime() + talked * 1000);
  return { incomingAt, answeredAt, endedAt };
};
const calls = (answered: number, missed: number, waited = 5): CallFact[] => [
  ...Array.from({ length: answered }, () => call('10:00:00', waited)),
  ...Array.from({ length: missed }, () => call('10:00:00', null)),
];
const sms = (received: string, replied: string | null, invalid = false): SmsFact => ({
  receivedAt: at(received),
  repliedAt: replied === null ? null : at(replied),
  invalid,
});
const outage = (from: string, to: string, scope: 'calls' | 'sms' = 'calls'): ExclusionFact => ({
  scope,
  from: at(`${DAY}T${from}`),
  to: at(`${DAY}T${to}`),
  reason: 'system-fault',
});
const upheld = (count: number): { recordedAt: Date }[] =>
  Array.from({ length: count }, () => ({ recordedAt: at(`${DAY}T11:00:00`) }));

export const kpiCases: KpiCase[] = [
  // 人工接通率 ≥ 95% (D1 一(二)1)
  {
    name: '95 of 100 calls answered: just met',
    calls: calls(95, 5),
    measure: 'person-answered',
    expected: { numerator: 95, denominator: 100, rate: 0.95, met: true },
  },
  {
    name: '94 of 100 calls answered: not met',
    calls: calls(94, 6),
    measure: 'person-answered',
    expected: { rate: 0.94, met: false },
  },
  {
    name: 'a day without any call has no rate, and neither met nor missed it',
    messages: [sms(`${DAY}T10:00:00`, null)],
    measure: 'person-answered',
    expected: { rate: null, met: null, denominator: 0 },
  },
  {
    name: 'calls of an outage count in neither part and are shown',
    calls: [...calls(19, 0), call('14:00:00', null), call('14:59:59', null)],
    exclusions: [outage('14:00:00', '15:00:00')],
    measure: 'person-answered',
    expected: { numerator: 19, denominator: 19, excluded: 2, met: true },
  },
  {
    name: 'the instant at which an outage ends is no longer of it',
    calls: [call('15:00:00', null)],
    exclusions: [outage('14:00:00', '15:00:00')],
    measure: 'person-answered',
    expected: { numerator: 0, denominator: 1, excluded: 0 },
  },
  {
    name: 'an answered call of an outage does not polish the rate either',
    calls: [call('14:30:00', 3)],
    exclusions: [outage('14:00:00', '15:00:00')],
    measure: 'person-answered',
    expected: { numerator: 0, denominator: 0, excluded: 1 },
  },
  {
    name: 'an outage of text messages leaves calls alone',
    calls: [call('14:30:00', null)],
    exclusions: [outage('14:00:00', '15:00:00', 'sms')],
    measure: 'person-answered',
    expected: { denominator: 1, excluded: 0 },
  },
  {
    name: 'a call at a second to midnight is of that day, whenever it was answered',
    calls: [call('23:59:59', 20)],
    measure: 'person-answered',
    expected: { numerator: 1, denominator: 1 },
  },
  // 人工应答及时率 ≥ 80% (D1 一(二)2)
  {
    name: 'answered in the 15th second is in time',
    calls: [call('10:00:00', 15)],
    measure: 'answered-in-time',
    expected: { numerator: 1, denominator: 1 },
  },
  {
    name: 'a hundredth later is not',
    calls: [call('10:00:00', 15.01)],
    measure: 'answered-in-time',
    expected: { numerator: 0, denominator: 1, met: false },
  },
  {
    name: 'what nobody answered is no part of it',
    calls: [call('10:00:00', 3), call('10:00:00', null)],
    measure: 'answered-in-time',
    expected: { numerator: 1, denominator: 1 },
  },
  {
    name: '8 of 10 in time: just met',
    calls: [...calls(8, 0, 15), ...calls(2, 0, 16)],
    measure: 'answered-in-time',
    expected: { rate: 0.8, met: true },
  },
  {
    name: '79 of 100 in time: not met',
    calls: [...calls(79, 0, 1), ...calls(21, 0, 40)],
    measure: 'answered-in-time',
    expected: { rate: 0.79, met: false },
  },
  // 短信回复率 100% (D1 一(二)3)
  {
    name: 'replied in the last second of the day',
    messages: [sms(`${DAY}T09:00:00`, `${DAY}T23:59:59`)],
    measure: 'sms-replied',
    expected: { numerator: 1, denominator: 1, met: true },
  },
  {
    name: 'replied at midnight: the next day',
    messages: [sms(`${DAY}T09:00:00`, '2026-03-03T00:00:00')],
    measure: 'sms-replied',
    expected: { numerator: 0, met: false },
  },
  {
    name: 'received at midnight is of the day that begins',
    messages: [sms('2026-03-03T00:00:00', '2026-03-03T08:00:00')],
    measure: 'sms-replied',
    day: '2026-03-03',
    expected: { numerator: 1, denominator: 1 },
  },
  {
    name: 'one of many not replied to: 100 % is 100 %',
    messages: [
      ...Array.from({ length: 99 }, () => sms(`${DAY}T09:00:00`, `${DAY}T10:00:00`)),
      sms(`${DAY}T09:00:00`, null),
    ],
    measure: 'sms-replied',
    expected: { rate: 0.99, met: false },
  },
  {
    name: 'an invalid message is left out and shown',
    messages: [sms(`${DAY}T09:00:00`, null, true), sms(`${DAY}T09:00:00`, `${DAY}T09:30:00`)],
    measure: 'sms-replied',
    expected: { denominator: 1, excluded: 1, met: true },
  },
  // 投诉率 ≤ 2% (D1 一(二)4)
  {
    name: '2 upheld complaints on 100 valid calls: just met',
    calls: calls(100, 0),
    complaints: upheld(2),
    measure: 'staff-complaints',
    expected: { numerator: 2, denominator: 100, rate: 0.02, met: true },
  },
  {
    name: '3 on 100: not met',
    calls: calls(100, 0),
    complaints: upheld(3),
    measure: 'staff-complaints',
    expected: { rate: 0.03, met: false },
  },
  {
    name: 'a call of 4 seconds is no valid call, one of 5 is',
    calls: [call('10:00:00', 3, 4), call('10:00:00', 3, 5)],
    measure: 'staff-complaints',
    expected: { denominator: 1 },
  },
  {
    name: 'a call nobody answered is no valid call',
    calls: [call('10:00:00', null)],
    measure: 'staff-complaints',
    expected: { denominator: 0, rate: null },
  },
  {
    name: 'an outage does not take valid calls away: D1 names no exclusion here',
    calls: [call('14:30:00', 3)],
    exclusions: [outage('14:00:00', '15:00:00')],
    measure: 'staff-complaints',
    expected: { denominator: 1, excluded: 0 },
  },
];
