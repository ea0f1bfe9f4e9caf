import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HotlineConfig } from '../config/hotline-config';
import { DEADLINE_CASES, type DeadlineCase } from './deadline-answer.cases';
import { answerDeadlines } from './deadline-answer';
import { LimitTable, parseStatutory, workingCalendarOf } from './index';

const config = HotlineConfig.load(join(process.cwd(), 'config'));
const file = join(process.cwd(), 'bpmn', 'time-limits.dmn');

function ask(table: LimitTable, asked: DeadlineCase) {
  return answerDeadlines(
    {
      facts: {
        profile: asked.profile,
        caseType: asked.type,
        urgency: asked.urgency ?? 'normal',
        responseLevel: asked.level,
      },
      receivedAt: new Date(asked.received),
      statutory: asked.statutory ? parseStatutory(asked.statutory) : undefined,
      extensions: (asked.extensions ?? []).map(({ days, forceMajeure = false, at }) => ({
        text: `${days} working days`,
        days,
        forceMajeure,
        ...(at ? { at: new Date(at) } : {}),
      })),
    },
    table,
    config.profile(asked.profile),
    workingCalendarOf(config),
  );
}

describe('hotline deadline', () => {
  let table: LimitTable;
  beforeAll(async () => {
    table = await LimitTable.load(file);
  });

  it.each(DEADLINE_CASES)('$why', (asked) => {
    const { deadlines, refused } = ask(table, asked);
    expect(refused?.decision.rule).toBe(asked.refused);
    if (asked.article) expect(refused?.decision.source.id).toBe(asked.article);
    const last = 'response' in deadlines ? deadlines.response : (deadlines.extended.at(-1) ?? deadlines.handling);
    if (asked.due) expect(last).toBe(asked.due);
    if (asked.signIn) expect(deadlines).toMatchObject({ signIn: asked.signIn });
  });

  it('answers with the four times of the working-day profiles, or with the response', () => {
    const received = '2026-09-30T16:20:00+08:00';
    expect(ask(table, { why: '', profile: 'county', type: 'consult', received }).deadlines).toEqual({
      signIn: '2026-10-08T16:20:00+08:00',
      return: '2026-10-08T17:30:00+08:00',
      handling: '2026-10-10T17:30:00+08:00',
      extended: [],
    });
    expect(ask(table, { why: '', profile: 'enterprise', level: 'utility', received }).deadlines).toEqual({
      response: '2026-10-01T16:20:00+08:00',
    });
  });

  it('obeys the number that a process owner changed in the table', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-limits-'));
    try {
      const changed = readFileSync(file, 'utf8').replace(
        /(id="time-limits-rule-2-out-3">\s*<text>)3(<\/text>)/,
        (_all, before: string, after: string) => `${before}2${after}`,
      );
      writeFileSync(join(folder, 'time-limits.dmn'), changed);
      const own = await LimitTable.load(join(folder, 'time-limits.dmn'));
      const asked = { why: '', profile: 'county', type: 'consult', received: '2026-06-01T09:00:00+08:00' };
      expect(ask(own, asked).deadlines).toMatchObject({ handling: '2026-06-03T17:30:00+08:00' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(['', 'soon', '0 days', '-3 working days', '1.5 days', '2026-02-30', 'working days', '2026-06-01T25:00:00Z'])(
    'reads no statutory limit from "%s"',
    (text) => {
      expect(parseStatutory(text)).toBeUndefined();
    },
  );
});
