import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import { computeDeadlines } from './deadlines';
import { decideExtension, type TimeDecision } from './extension';
import type { LimitFacts, LimitTable } from './limit-table';
import type { TimeProfile } from './limits';
import type { StatutoryLimit } from './statutory';
import type { WorkingCalendar } from './working-calendar';

/** An extension that is asked for, in working days; `at` is when, else in time. */
export interface AskedExtension {
  text: string;
  days: number;
  forceMajeure: boolean;
  at?: Date;
}

/** What `hotline deadline` is asked. */
export interface DeadlineQuestion {
  facts: LimitFacts;
  receivedAt: Date;
  statutory?: StatutoryLimit;
  extensions: AskedExtension[];
}

/** ISO instants in the body's zone; the first refusal ends the list of extensions. */
export interface DeadlineAnswer {
  deadlines: { signIn: string; return: string; handling: string; extended: string[] } | { response: string };
  refused?: { decision: TimeDecision; extension: string };
  /** Row of bpmn/time-limits.dmn that gave the limits. */
  row: string;
}

/** The deadlines of an assignment received at an instant, by the limits of its row (D5 一(一)–(四); D7 第四条). */
export function answerDeadlines(
  question: DeadlineQuestion,
  table: LimitTable,
  profile: TimeProfile,
  calendar: WorkingCalendar,
): DeadlineAnswer {
  const { facts, receivedAt, statutory, extensions } = question;
  const iso = (instant: Date): string => format(instant, "yyyy-MM-dd'T'HH:mm:ssxxx", { in: tz(calendar.timeZone) });
  const { row, limits } = table.limitsOf(facts);
  const { signInDue, returnDue, handlingDue } = computeDeadlines({ receivedAt, limits, profile, calendar, statutory });
  const extended: string[] = [];
  let due = handlingDue;
  let refused: DeadlineAnswer['refused'];
  for (const { text, days, forceMajeure, at } of extensions) {
    const decision = decideExtension({
      requestedAt: at ?? new Date(due.getTime() - 1),
      currentDue: due,
      limits,
      granted: extended.length,
      urgency: facts.urgency === 'urgent' ? 'urgent' : 'normal',
      days,
      forceMajeure,
      statutory: statutory !== undefined,
      calendar,
      profile,
    });
    if (decision.code === 'refused') {
      refused = { decision, extension: text };
      break;
    }
    due = decision.newDue!;
    extended.push(iso(due));
  }
  const deadlines =
    limits.clockHours === null
      ? { signIn: iso(signInDue), return: iso(returnDue), handling: iso(handlingDue), extended }
      : { response: iso(handlingDue) };
  return { deadlines, row, ...(refused ? { refused } : {}) };
}
