import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import fc from 'fast-check';
import { computeDeadlines, decideExtension, parseStatutory, type TimeLimits, WorkingCalendar } from './index';

const zone = 'Asia/Shanghai';
const overrides = { '2027-10-01': false, '2026-06-13': true };
const calendar = new WorkingCalendar(zone, overrides);
const profile = { closeOfBusiness: '17:30', remindHours: 4 };
const HOUR = 3_600_000;

const instants = fc
  .date({ min: new Date('2023-12-20T00:00:00Z'), max: new Date('2027-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));
const limits = fc.record({
  signInHours: fc.constant(24),
  returnDays: fc.constant(1),
  handlingDays: fc.constantFrom(1, 3, 5, 15),
  clockHours: fc.constant(null),
  extensionTimes: fc.constantFrom(1, 2),
  extensionDays: fc.constantFrom(1, 3, 5),
  extensionForceMajeureOnly: fc.constant(false),
});
const due = (receivedAt: Date, of: TimeLimits) => computeDeadlines({ receivedAt, limits: of, profile, calendar });
const timeOf = (instant: Date) =>
  instant.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
/** The date that an instant ends: midnight is the end of the day before. */
const endedDate = (instant: Date) => calendar.dateOf(new Date(instant.getTime() - 1));

describe('every deadline in working days', () => {
  it('ends on a working day at close of business, after receipt', () => {
    fc.assert(
      fc.property(instants, limits, (receivedAt, of) => {
        const { returnDue, handlingDue } = due(receivedAt, of);
        for (const deadline of [returnDue, handlingDue]) {
          expect(calendar.isWorkingDay(calendar.dateOf(deadline))).toBe(true);
          expect(timeOf(deadline)).toBe('17:30');
          expect(deadline.getTime()).toBeGreaterThan(receivedAt.getTime());
        }
      }),
    );
  });

  it('has exactly N working days between receipt and its end', () => {
    fc.assert(
      fc.property(instants, limits, (receivedAt, of) => {
        const last = calendar.dateOf(due(receivedAt, of).handlingDue);
        let counted = 0;
        for (let date = calendar.dateOf(receivedAt); date < last;) {
          date = new Date(Date.parse(`${date}T00:00:00Z`) + 24 * HOUR).toISOString().slice(0, 10);
          counted += calendar.isWorkingDay(date) ? 1 : 0;
        }
        expect(counted).toBe(of.handlingDays);
      }),
    );
  });

  it('comes no earlier for what comes later, and no earlier for more days', () => {
    fc.assert(
      fc.property(instants, instants, limits, (one, other, of) => {
        const [early, late] = one <= other ? [one, other] : [other, one];
        for (const name of ['signInDue', 'returnDue', 'handlingDue'] as const) {
          expect(due(early, of)[name].getTime()).toBeLessThanOrEqual(due(late, of)[name].getTime());
        }
        const longer = { ...of, handlingDays: of.handlingDays + 1 };
        expect(due(early, longer).handlingDue.getTime()).toBeGreaterThan(due(early, of).handlingDue.getTime());
      }),
    );
  });

  it('is the same for one instant whatever the zone it is written in', () => {
    fc.assert(
      fc.property(instants, limits, fc.integer({ min: -12, max: 14 }), (receivedAt, of, offset) => {
        const shifted = new Date(receivedAt.getTime() + offset * HOUR).toISOString().slice(0, -1);
        const sign = offset < 0 ? '-' : '+';
        const written = new Date(`${shifted}${sign}${String(Math.abs(offset)).padStart(2, '0')}:00`);
        expect(due(written, of)).toEqual(due(receivedAt, of));
      }),
    );
  });

  it('moves by an extension to a later working day, never further than the days granted', () => {
    fc.assert(
      fc.property(instants, limits, fc.integer({ min: 1, max: 5 }), (receivedAt, of, days) => {
        const currentDue = due(receivedAt, of).handlingDue;
        const decision = decideExtension({
          requestedAt: receivedAt,
          currentDue,
          limits: of,
          granted: 0,
          urgency: 'normal',
          days,
          forceMajeure: false,
          calendar,
          profile,
        });
        expect(decision.code).toBe(days <= of.extensionDays ? 'granted' : 'refused');
        if (!decision.newDue) return;
        expect(calendar.workingDayAfter(calendar.dateOf(currentDue), days)).toBe(calendar.dateOf(decision.newDue));
        expect(timeOf(decision.newDue)).toBe('17:30');
      }),
    );
  });
});

describe('sign-in within 24 hours on working days', () => {
  it('ends within a working day, and 24 hours of working days have passed by then', () => {
    fc.assert(
      fc.property(instants, limits, (receivedAt, of) => {
        const { signInDue } = due(receivedAt, of);
        expect(calendar.isWorkingDay(endedDate(signInDue))).toBe(true);
        let passed = 0;
        for (let now = receivedAt.getTime(); now < signInDue.getTime();) {
          const next = Math.min(signInDue.getTime(), (Math.floor(now / HOUR) + 1) * HOUR);
          if (calendar.isWorkingDay(calendar.dateOf(new Date(now)))) passed += next - now;
          now = next;
        }
        expect(passed).toBe(24 * HOUR);
      }),
    );
  });
});

describe('clock hours', () => {
  it('run through holidays: the response is so many hours later to the second', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(2, 24, 168, 360), limits, (receivedAt, clockHours, of) => {
        const { handlingDue } = due(receivedAt, { ...of, handlingDays: 0, clockHours });
        expect(handlingDue.getTime() - receivedAt.getTime()).toBe(clockHours * HOUR);
      }),
    );
  });
});

describe('a limit set by law', () => {
  it('prevails whatever the hotline’s own limit is', () => {
    fc.assert(
      fc.property(instants, limits, limits, fc.integer({ min: 1, max: 60 }), (receivedAt, one, other, count) => {
        const statutory = parseStatutory(`${count} working days`)!;
        const by = (of: TimeLimits) => computeDeadlines({ receivedAt, limits: of, profile, calendar, statutory });
        expect(by(one).handlingDue).toEqual(by(other).handlingDue);
      }),
    );
  });

  it('in calendar days never ends on a day off', () => {
    fc.assert(
      fc.property(instants, limits, fc.integer({ min: 1, max: 90 }), (receivedAt, of, count) => {
        const { handlingDue } = computeDeadlines({
          receivedAt,
          limits: of,
          profile,
          calendar,
          statutory: { unit: 'days', count },
        });
        expect(calendar.isWorkingDay(calendar.dateOf(handlingDue))).toBe(true);
        expect(handlingDue.getTime()).toBeGreaterThan(receivedAt.getTime());
      }),
    );
  });
});

describe('the zone of the machine', () => {
  const source = readFileSync(join(__dirname, 'working-calendar.ts'), 'utf8');
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const days = `${code}
    const calendar = new exports.WorkingCalendar('Asia/Shanghai');
    const days = [];
    for (let day = Date.UTC(2024, 0, 1, 4); day < Date.UTC(2028, 0, 1); day += 86400000) {
      const date = calendar.dateOf(new Date(day));
      days.push(date + calendar.isWorkingDay(date));
    }
    process.stdout.write(days.join());`;
  const under = (TZ: string) =>
    execFileSync(process.execPath, ['-e', days], { cwd: process.cwd(), env: { ...process.env, TZ } }).toString();
  const here = under(zone);

  it.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kolkata'])('%s changes no working day', (TZ) => {
    expect(here).toContain('2026-10-10true');
    expect(here).toContain('2026-10-01false');
    expect(under(TZ)).toBe(here);
  });
});
