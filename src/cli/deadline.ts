import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { configFolder } from '../config/config.module';
import { HotlineConfig } from '../config/hotline-config';
import { translate } from '../i18n/i18n';
import { PROBLEMS, type ProblemCode } from '../problems/catalogue';
import { isDate, LimitTable, parseStatutory, type StatutoryLimit, workingCalendarOf } from '../time-limits';
import { answerDeadlines, type AskedExtension } from '../time-limits/deadline-answer';

/** Exit code of a request that a rule forbids; bad arguments are 1. */
const REFUSED_BY_RULE = 2;
const CASE_TYPES = ['consult', 'help', 'suggest', 'criticise', 'complain', 'report'];
const URGENCIES = ['urgent', 'normal'];
const LEVELS = ['emergency', 'utility', 'general', 'complex'];

interface Options {
  received: string;
  profile?: string;
  type?: string;
  urgency: string;
  level?: string;
  extension: AskedExtension[];
  forceMajeure: boolean;
  statutory?: StatutoryLimit;
}

/** `hotline deadline`: one line of JSON with the deadlines, or the problem of the rule that refuses an extension. */
export function deadlineCommand(program: Command, out: (text: string) => void): void {
  program
    .command('deadline')
    .description('Compute the deadlines of an assignment: one line of JSON with ISO times')
    .requiredOption('--received <instant>', 'when it was received (ISO 8601; without a zone: the body’s)')
    .option('--profile <name>', 'profile (config/profiles); the body’s default when it is missing')
    .option('--type <type>', CASE_TYPES.join(', '), oneOf(CASE_TYPES))
    .option('--urgency <urgency>', URGENCIES.join(', '), oneOf(URGENCIES), 'normal')
    .option('--level <level>', `response level: ${LEVELS.join(', ')}`, oneOf(LEVELS))
    .option(
      '--extension <days>',
      '"3 working days" [force majeure] [@ instant of the request]; may be given several times',
      (text: string, earlier: AskedExtension[]) => [...earlier, extension(text)],
      [],
    )
    .option('--force-majeure', 'force majeure is the ground of the extensions', false)
    .option(
      '--statutory <limit>',
      'limit set by law: "15 working days", "30 days", "2 months", "48 hours", a date',
      statutory,
    )
    .action((options: Options) => answer(options, out));
}

async function answer(options: Options, out: (text: string) => void): Promise<void> {
  const config = HotlineConfig.load(configFolder());
  const name = options.profile ?? config.defaultProfile;
  if (!config.profileNames.includes(name)) {
    throw new Error(`--profile: there is no "${name}", only ${config.profileNames.join(', ')}`);
  }
  const profile = config.profile(name);
  const calendar = workingCalendarOf(config);
  if (profile.limitsBy === 'response-level' && !options.level) throw new Error(`--level: profile ${name} needs it`);
  if (profile.limitsBy === 'case-type' && options.level) {
    throw new Error(`--level: profile ${name} has no response levels`);
  }
  if (profile.limitsBy === 'case-type' && !options.type && options.urgency !== 'urgent') {
    throw new Error(`--type: profile ${name} needs it`);
  }
  const table = await LimitTable.load(
    join(process.env.HOTLINE_BPMN_DIR ?? join(process.cwd(), 'bpmn'), 'time-limits.dmn'),
  );
  const receivedAt = instant(options.received, (date, time) => calendar.at(date, time));
  const early = options.extension.find(({ at }) => at && at < receivedAt);
  if (early) throw new Error(`--extension: "${early.text}" is applied for before the assignment is received`);
  const { deadlines, refused } = answerDeadlines(
    {
      facts: {
        profile: name,
        caseType: options.type ?? null,
        urgency: options.urgency,
        responseLevel: options.level ?? null,
      },
      receivedAt,
      statutory: options.statutory,
      extensions: options.extension.map((one) => ({
        ...one,
        forceMajeure: one.forceMajeure || options.forceMajeure,
      })),
    },
    table,
    profile,
    calendar,
  );
  warnOfUnknownYears(Object.values<string | string[]>(deadlines).flat(), (year) => calendar.isArranged(year));
  if (!refused) {
    out(JSON.stringify(deadlines));
    return;
  }
  const { rule: code, source, params } = refused.decision;
  out(
    JSON.stringify({
      type: `urn:hotline:problem:${code}`,
      code,
      title: translate(`problem.${code}.title`, params),
      detail: translate(`problem.${code}.detail`, params),
      status: PROBLEMS[code as ProblemCode],
      rule: { name: code, ...source },
      refused: refused.extension,
      ...deadlines,
    }),
  );
  process.exitCode = REFUSED_BY_RULE;
}

/** Until the State Council's arrangement of a year is known, its make-up days are missing: said, not hidden. */
function warnOfUnknownYears(times: string[], isArranged: (year: number) => boolean): void {
  for (const year of new Set(times.map((time) => Number(time.slice(0, 4))))) {
    if (!isArranged(year)) process.stderr.write(`hotline: ${translate('cli.year-not-arranged', { year })}\n`);
  }
}

function oneOf(values: string[]): (value: string) => string {
  return (value) => {
    if (!values.includes(value)) throw new InvalidArgumentError(`one of ${values.join(', ')}`);
    return value;
  };
}

const EXTENSION =
  /^([1-9]\d{0,3})\s*(?:working[\s-]*days?|个?工作日)?(?<reason>[\s,，]*(?:force majeure|不可抗力))?(?:\s*@\s*(?<at>\S+))?$/i;

function extension(text: string): AskedExtension {
  const found = EXTENSION.exec(text.trim());
  if (!found) throw new InvalidArgumentError('whole working days from 1 on, such as "3 working days"');
  const { reason, at } = found.groups!;
  const asked: AskedExtension = { text, days: Number(found[1]), forceMajeure: reason !== undefined };
  if (!at) return asked;
  return { ...asked, at: instant(at, () => invalidInstant(at)) };
}

function statutory(text: string): StatutoryLimit {
  const limit = parseStatutory(text);
  if (!limit)
    throw new InvalidArgumentError('"15 working days", "30 days", "2 months", "48 hours", a date or an instant');
  return limit;
}

const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:(Z)|([+-])(0\d|1[0-4]):?([0-5]\d)?)?$/i;

/** An instant; one without a zone is local to the body. */
function instant(text: string, local: (date: string, time: string) => Date): Date {
  const [, date, time, utc, sign, hours, minutes = '00'] = INSTANT.exec(text.trim()) ?? [];
  if (!date || !time || !isDate(date) || !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/.test(time)) {
    return invalidInstant(text);
  }
  if (utc) return new Date(`${date}T${time}Z`);
  return sign ? new Date(`${date}T${time}${sign}${hours}:${minutes}`) : local(date, time);
}

function invalidInstant(text: string): never {
  throw new Error(`"${text}" is no instant such as 2026-09-30T16:20:00+08:00`);
}
