import type { ReplyCheckWords, ReplyFindingCode } from '../config/schema';

/** The form's clock goes in quarters of an hour: a time is right to within one. */
const QUARTER_MS = 15 * 60_000;

/** A thing that a reply lacks, at the field that lacks it. */
export interface ReplyFinding {
  code: ReplyFindingCode;
  field: keyof ReplyContent;
  params?: Record<string, unknown>;
}

/** What a unit enters when it reports its result (bpmn/forms/handle.form); all of it may be missing while it is typed. */
export interface ReplyContent {
  handlingUnit?: unknown;
  handledAt?: unknown;
  course?: unknown;
  result?: unknown;
  solved?: unknown;
  unsolvedReason?: unknown;
  nextStep?: unknown;
}

/**
 * What a unit's reply lacks: 办理单位、办理时间、办理情况、办理结果 and fit wording (D7 第五条); where the matter is not solved, the reason
 * and the citizen's next step (D9 第三步); that the citizen was told (D5 一(三)). An instant in the future, or before the
 * unit had the case, is no handling time. The words are config/reply-check.yaml.
 */
export function checkReply(
  reply: ReplyContent,
  words: ReplyCheckWords,
  when: { now: Date; receivedAt?: Date | null },
): ReplyFinding[] {
  const findings: ReplyFinding[] = [];
  const find = (code: ReplyFindingCode, field: keyof ReplyContent, params?: Record<string, unknown>): void => {
    findings.push({ code, field, ...(params ? { params } : {}) });
  };
  const says = (value: unknown, least: number): boolean => saidBy(value, words.empty) >= least;
  const has = (text: string, any: readonly string[]): boolean => any.some((word) => text.includes(word));
  const [course, result, reason, next] = [reply.course, reply.result, reply.unsolvedReason, reply.nextStep].map(textOf);

  if (!says(reply.handlingUnit, 2)) find('reply-unit-missing', 'handlingUnit');
  const time = timeFinding(reply.handledAt, when);
  if (time) find(time, 'handledAt');
  if (!says(course, words.minimumCourse)) find('reply-course-empty', 'course', { least: words.minimumCourse });
  else if (!has(course!, words.actions)) find('reply-course-without-action', 'course');
  const saysResult = says(result, words.minimumResult);
  if (!saysResult) find('reply-result-empty', 'result', { least: words.minimumResult });
  if (reply.solved === false) {
    if (!says(reason, 4)) find('reply-reason-missing', 'unsolvedReason');
    if (!says(next, 4)) find('reply-next-step-missing', 'nextStep');
  }
  for (const [field, text] of [
    ['course', course],
    ['result', result],
    ['unsolvedReason', reason],
    ['nextStep', next],
  ] as const) {
    const rude = words.rude.filter((word) => text!.includes(word));
    if (rude.length > 0) find('reply-rude', field, { words: rude });
  }
  // Of a result that says nothing, the wording is not worth a remark.
  if (saysResult && !has(result!, words.polite)) find('reply-not-polite', 'result');
  if (saysResult && !has(`${course}${result}`, words.told)) find('reply-citizen-not-told', 'result');
  return findings;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** How many characters are left when punctuation and the words that say nothing are gone. */
function saidBy(value: unknown, empty: readonly string[]): number {
  const text = textOf(value).replace(/[\s\p{P}\p{S}]/gu, '');
  const longestFirst = [...empty].sort((one, other) => other.length - one.length);
  // What is said is counted whole: "已处理" inside a sentence takes nothing from it.
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    const word = longestFirst.find((one) => rest.startsWith(one));
    if (word) rest = rest.slice(word.length);
  }
  return rest.length === 0 ? 0 : [...text].length;
}

function timeFinding(value: unknown, when: { now: Date; receivedAt?: Date | null }): ReplyFindingCode | undefined {
  const at = typeof value === 'string' && value !== '' ? new Date(value) : null;
  if (!at || Number.isNaN(at.getTime())) return 'reply-time-missing';
  if (at.getTime() > when.now.getTime() + QUARTER_MS) return 'reply-time-in-future';
  // A receipt that is still to come was noted by a clock that ran fast: no time could be both after it and not in the future.
  const received = when.receivedAt && when.receivedAt <= when.now ? when.receivedAt : null;
  const early = received && at.getTime() < received.getTime() - QUARTER_MS;
  return early ? 'reply-time-before-receipt' : undefined;
}
