import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import type { ExclusionReason, KpiTargets } from './kpi-config';

/** The measures of D1 一(二). */
export const MEASURES = ['person-answered', 'answered-in-time', 'sms-replied', 'staff-complaints'] as const;
/** Those that can be said of one line. */
export const CALL_MEASURES = ['person-answered', 'answered-in-time'] as const satisfies readonly Measure[];
export type Measure = (typeof MEASURES)[number];

/** A call as the telephone system told of it. */
export interface CallFact {
  incomingAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
}

/** A text message that came in. */
export interface SmsFact {
  receivedAt: Date;
  repliedAt: Date | null;
  /** Somebody noted that it says nothing that could be replied to. */
  invalid: boolean;
}

/** A complaint about staff that was decided to be right. */
export interface UpheldComplaint {
  recordedAt: Date;
}

/** A period that is left out of a measure's counts, on record with its reason. */
export interface ExclusionFact {
  scope: 'calls' | 'sms';
  from: Date;
  to: Date;
  reason: ExclusionReason;
}

/** One measure of one day, or of the whole period. */
export interface KpiRow {
  /** Local day (yyyy-MM-dd), or `total`. */
  day: string;
  measure: Measure;
  numerator: number;
  denominator: number;
  /** Null when there was nothing to measure. */
  rate: number | null;
  target: number;
  met: boolean | null;
  /** What was left out, on the record of an exclusion or as an invalid message. */
  excluded: number;
}

/** What the measures are counted from. */
export interface Facts {
  calls: CallFact[];
  messages: SmsFact[];
  complaints: UpheldComplaint[];
  exclusions: ExclusionFact[];
}

/** What a measure counted in a day, or in a part of one. */
export type Count = Pick<KpiRow, 'numerator' | 'denominator' | 'excluded'>;
export type Counts = Record<Measure, Count>;
const SECOND_MS = 1000;

/**
 * The measures of D1 一(二), per local day and over all: 人工接通率 answered / incoming; 人工应答及时率 answered within the
 * seconds of the table / answered; 短信回复率 replied on the day of receipt / received; 投诉率 upheld complaints / valid calls.
 * What came in within an excluded period counts in neither part of a fraction and is shown as excluded.
 */
export function measure(facts: Facts, targets: KpiTargets, timeZone: string): { days: KpiRow[]; total: KpiRow[] } {
  return rowsOf(countBy(dayIn(timeZone), facts, targets, timeZone), targets);
}

/** The local day (yyyy-MM-dd) of an instant. */
const dayIn =
  (timeZone: string) =>
  (instant: Date): string =>
    format(instant, 'yyyy-MM-dd', { in: tz(timeZone) });

/** What the measures count of some facts, by the part of time (a day, a quarter of an hour) in which each came in. */
export function countBy(
  partOf: (instant: Date) => string,
  facts: Facts,
  targets: KpiTargets,
  timeZone: string,
): Map<string, Counts> {
  const dayOf = dayIn(timeZone);
  const parts = new Map<string, Counts>();
  const at = (part: string): Counts => {
    const found = parts.get(part) ?? nothing();
    parts.set(part, found);
    return found;
  };
  const isExcluded = (scope: ExclusionFact['scope'], instant: Date): boolean =>
    facts.exclusions.some((one) => one.scope === scope && one.from <= instant && instant < one.to);

  for (const call of facts.calls) {
    const part = at(partOf(call.incomingAt));
    const excluded = isExcluded('calls', call.incomingAt);
    add(part['person-answered'], excluded, call.answeredAt !== null);
    if (!call.answeredAt) continue;
    const waited = call.answeredAt.getTime() - call.incomingAt.getTime();
    add(part['answered-in-time'], excluded, waited <= targets.calls.inTimeSeconds * SECOND_MS);
    // A complaint is measured by all valid calls: D1 names no exclusion for it.
    if (isValid(call, targets)) part['staff-complaints'].denominator += 1;
  }
  for (const message of facts.messages) {
    const excluded = message.invalid || isExcluded('sms', message.receivedAt);
    const replied = message.repliedAt !== null && dayOf(message.repliedAt) === dayOf(message.receivedAt);
    add(at(partOf(message.receivedAt))['sms-replied'], excluded, replied);
  }
  for (const complaint of facts.complaints) at(partOf(complaint.recordedAt))['staff-complaints'].numerator += 1;
  return parts;
}

/** The measures of days that were counted, and of all of them. */
export function rowsOf(days: Map<string, Counts>, targets: KpiTargets): { days: KpiRow[]; total: KpiRow[] } {
  const sorted = [...days].sort(([one], [other]) => one.localeCompare(other));
  return {
    days: sorted.flatMap(([day, counts]) => MEASURES.map((name) => rowOf(day, name, counts[name], targets))),
    total: MEASURES.map((name) => rowOf('total', name, sumOf(sorted.map(([, counts]) => counts[name])), targets)),
  };
}

/** An answered call that lasted long enough to be one (有效电话); one that is still going on is. */
function isValid(call: CallFact, targets: KpiTargets): boolean {
  if (!call.answeredAt) return false;
  return !call.endedAt || call.endedAt.getTime() - call.answeredAt.getTime() >= targets.calls.validSeconds * SECOND_MS;
}

function nothing(): Counts {
  return Object.fromEntries(MEASURES.map((name) => [name, { numerator: 0, denominator: 0, excluded: 0 }])) as Counts;
}

function add(count: Count, excluded: boolean, good: boolean): void {
  if (excluded) {
    count.excluded += 1;
    return;
  }
  count.denominator += 1;
  if (good) count.numerator += 1;
}

function sumOf(counts: Count[]): Count {
  const sum: Count = { numerator: 0, denominator: 0, excluded: 0 };
  for (const { numerator, denominator, excluded } of counts) {
    sum.numerator += numerator;
    sum.denominator += denominator;
    sum.excluded += excluded;
  }
  return sum;
}

function rowOf(day: string, name: Measure, count: Count, targets: KpiTargets): KpiRow {
  const target = {
    'person-answered': targets.calls.answeredTarget,
    'answered-in-time': targets.calls.inTimeTarget,
    'sms-replied': targets.sms.repliedTarget,
    'staff-complaints': targets.complaints.upheldTarget,
  }[name];
  const rate = count.denominator === 0 ? null : count.numerator / count.denominator;
  const met = rate === null ? null : name === 'staff-complaints' ? rate <= target : rate >= target;
  return { day, measure: name, ...count, rate, target, met };
}
