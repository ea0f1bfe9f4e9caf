import { tz } from '@date-fns/tz';
import { addHours, addMinutes, addSeconds, getDay, startOfDay, subDays } from 'date-fns';

/** A call with its times; one that nobody took has no `answeredAt`. */
export interface DemoCall {
  callId: string;
  caller: string;
  incomingAt: Date;
  answeredAt?: Date;
  endedAt: Date;
}

/** What the telephone system tells of a call: one event after the other, each under an id of its own. */
export interface CallEvent {
  eventId: string;
  callId: string;
  event: 'incoming' | 'answered' | 'hung-up';
  at: string;
  caller?: string;
  called?: string;
  agent?: string;
}

/** The month of calls that a demonstration makes up, with the hours in which the telephone system was out of order. */
export interface CallHistory {
  calls: DemoCall[];
  outage: { from: Date; to: Date };
}

/** Days before today that have calls: with today the thirty that the page of measures opens with. */
const DAYS = 29;
/** How busy a weekday is, Sunday first. */
const BUSY = [0.5, 1.3, 1.1, 1, 1, 1.1, 0.6];
/** Seconds until a call is answered; beyond fifteen it is late (config/kpi.yaml). */
const WAITS = [4, 7, 3, 11, 6, 5, 19, 8, 4, 13, 6, 9, 5, 24, 7, 10];
const TALKS = [95, 210, 60, 150, 320, 45, 180];
/** Seconds after which a caller whom nobody answers hangs up. */
const PATIENCE = [35, 60, 48];
/** Of so many calls of a day the last is given up: less than a twentieth, but on a day on which more call than there are agents. */
const GIVEN_UP = { usual: 22, rush: 8 };
const RUSH_DAY = 6;
const OUTAGE_DAY = 13;
const OUTAGE_HOURS = 2;
const OPENS_AT = 8;
const OPEN_MINUTES = 11 * 60;

/**
 * About `number` calls on the 29 local days before `now`, never the same twice within a run: most are answered in time, a day with a
 * rush misses the target, and what comes in while the telephone system is out of order nobody answers.
 */
export function callHistory(run: string, number: number, now: Date, timeZone: string): CallHistory {
  const zone = { in: tz(timeZone) };
  const days = Array.from({ length: DAYS }, (_, index) => startOfDay(subDays(now, index + 1, zone), zone));
  const busy = days.map((day) => BUSY[getDay(day, zone)]!);
  const perDay = number / busy.reduce((sum, one) => sum + one, 0);
  const from = addHours(days[OUTAGE_DAY]!, 10);
  const outage = { from: new Date(from), to: new Date(addHours(from, OUTAGE_HOURS)) };
  const calls: DemoCall[] = [];
  days.forEach((day, ago) => {
    const ofDay = Math.max(1, Math.round(perDay * busy[ago]!));
    for (let index = 0; index < ofDay; index += 1) {
      const at = calls.length;
      const minute = Math.floor(((index + 0.5) * OPEN_MINUTES) / ofDay);
      const incomingAt = new Date(addSeconds(addMinutes(addHours(day, OPENS_AT), minute), (at * 17) % 60));
      const each = ago === RUSH_DAY ? GIVEN_UP.rush : GIVEN_UP.usual;
      const givenUp = index % each === each - 1 || (incomingAt >= outage.from && incomingAt < outage.to);
      calls.push(callAt({ callId: `demo-${run}-past-${at}`, index: at, incomingAt, givenUp }));
    }
  });
  return { calls, outage };
}

/** The call during which a case is registered: it is being answered, and has been for a while. */
export function callOfCase(run: string, index: number, caller: string | undefined, now: Date): DemoCall {
  const { answeredAt, ...call } = callAt({ callId: `demo-${run}-${index}`, index, incomingAt: now, givenUp: false });
  const lasted = call.endedAt.getTime() - now.getTime();
  const earlier = (instant: Date): Date => new Date(instant.getTime() - lasted);
  return {
    ...call,
    ...(caller === undefined ? {} : { caller }),
    incomingAt: earlier(now),
    answeredAt: earlier(answeredAt!),
    endedAt: now,
  };
}

/** What a telephone system with one line tells of a call. */
export function eventsOf(call: DemoCall, called: string | undefined): CallEvent[] {
  const { callId, caller, incomingAt, answeredAt, endedAt } = call;
  const told = (event: CallEvent['event'], at: Date, more: Partial<CallEvent> = {}): CallEvent => ({
    eventId: `${callId}-${event}`,
    callId,
    event,
    at: at.toISOString(),
    ...more,
  });
  return [
    told('incoming', incomingAt, { caller, ...(called === undefined ? {} : { called }) }),
    ...(answeredAt ? [told('answered', answeredAt, { agent: '8001' })] : []),
    told('hung-up', endedAt),
  ];
}

function callAt({ callId, index, incomingAt, givenUp }: CallPlan): DemoCall {
  const caller = `139${String(index % 100_000_000).padStart(8, '0')}`;
  if (givenUp) return { callId, caller, incomingAt, endedAt: addSeconds(incomingAt, pick(PATIENCE, index)) };
  const answeredAt = addSeconds(incomingAt, pick(WAITS, index));
  return { callId, caller, incomingAt, answeredAt, endedAt: addSeconds(answeredAt, pick(TALKS, index)) };
}

interface CallPlan {
  callId: string;
  index: number;
  incomingAt: Date;
  givenUp: boolean;
}

const pick = (from: readonly number[], index: number): number => from[index % from.length]!;
