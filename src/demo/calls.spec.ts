import { type CallFact, measure } from '../kpi/kpi';
import { readKpiTargets } from '../kpi/kpi-config';
import { callHistory, callOfCase, eventsOf } from './calls';

const ZONE = 'Asia/Shanghai';
const NOW = new Date('2026-03-18T07:30:00Z');
const TARGETS = readKpiTargets('config');

describe('the calls of a demonstration', () => {
  const { calls, outage } = callHistory('run', 720, NOW, ZONE);
  const facts: CallFact[] = calls.map((call) => ({ ...call, answeredAt: call.answeredAt ?? null }));
  const measured = (exclusions: Parameters<typeof measure>[0]['exclusions']) =>
    measure({ calls: facts, messages: [], complaints: [], exclusions }, TARGETS, ZONE);
  const answered = ({ measure: name }: { measure: string }): boolean => name === 'person-answered';

  it('are spread over the 29 days before today, and none is under way still', () => {
    expect(Math.abs(calls.length - 720)).toBeLessThan(30);
    const days = new Set(measured([]).days.map(({ day }) => day));
    expect([...days].sort().at(0)).toBe('2026-02-17');
    expect([...days].sort().at(-1)).toBe('2026-03-17');
    expect(days.size).toBe(29);
    expect(new Set(calls.map(({ callId }) => callId)).size).toBe(calls.length);
  });

  it('meet the targets over all once the hours of the outage are left out, and miss one of them on the day of the rush', () => {
    const { days, total } = measured([{ scope: 'calls', ...outage, reason: 'system-fault' }]);
    expect(total.find(answered)).toMatchObject({ met: true });
    expect(total.find(answered)!.excluded).toBeGreaterThan(0);
    expect(total.find(({ measure: name }) => name === 'answered-in-time')).toMatchObject({ met: true });
    const missed = days.filter((row) => answered(row) && row.met === false).map(({ day }) => day);
    expect(missed).toEqual(['2026-03-11']);
    expect(measured([]).days.find((row) => answered(row) && row.day === '2026-03-04')).toMatchObject({ met: false });
  });

  it('are told event by event, one that is given up without an answer', () => {
    const givenUp = calls.find(({ answeredAt }) => !answeredAt)!;
    expect(eventsOf(givenUp, undefined).map(({ event }) => event)).toEqual(['incoming', 'hung-up']);
    const events = eventsOf(callOfCase('run', 3, '13900000003', NOW), '02000000111');
    expect(events.map(({ event }) => event)).toEqual(['incoming', 'answered', 'hung-up']);
    expect(events[0]).toMatchObject({ caller: '13900000003', called: '02000000111' });
    expect(events.map(({ at }) => at)).toEqual([...events.map(({ at }) => at)].sort());
    expect(events[2]!.at).toBe(NOW.toISOString());
  });
});
