import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { freshDatabase } from '../../test/support/fresh-database';
import { bind, DATABASE_RULES } from './database-rules';
import type { VerifyRule } from './findings';

const EARLY = new Date(0);
const LATE = new Date('2100-01-01T00:00:00Z');
const AT = '2026-03-02T09:00:00Z';

describe('what must hold within our own tables', () => {
  let database: DataSource;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ dataSource: database, drop } = await freshDatabase());
  });
  afterAll(() => drop?.());

  async function broken(): Promise<string[]> {
    const rules: string[] = [];
    for (const [rule, sql] of Object.entries(DATABASE_RULES) as [VerifyRule, string][]) {
      const rows: unknown[] = await database.query(
        ...bind(sql, { since: EARLY, before: LATE, units: ['with-telephone'] }),
      );
      if (rows.length > 0) rules.push(rule);
    }
    return rules;
  }

  let count = 0;
  /** A case as an intake leaves it, and what is to be different about it. */
  async function aCase(
    but: { stage?: string; history?: boolean; audit?: boolean; numbered?: boolean; phone?: string } = {},
  ): Promise<string> {
    const id = randomUUID();
    const citizen = randomUUID();
    count += 1;
    await database.query('INSERT INTO citizen (id, created_at, phone) VALUES ($1, $2, $3)', [
      citizen,
      AT,
      but.phone ?? null,
    ]);
    if (but.numbered !== false) {
      await database.query(`INSERT INTO case_day (day, first) VALUES ('20260302', 0) ON CONFLICT (day) DO NOTHING`);
      await database.query(`SELECT setval('case_number', $1)`, [count]);
      await database.query(
        `INSERT INTO hotline_case (id, number, query_code, profile, channel, content, received_at, registered_at, registered_by,
           citizen_id, stage) VALUES ($1, $2, 'C', 'county', 'phone', 'x', $3, $3, 'agent', $4, $5)`,
        [id, `20260302${String(count).padStart(6, '0')}`, AT, citizen, but.stage ?? 'handling'],
      );
    }
    if (but.history !== false) await event(id, 'registered');
    if (but.audit !== false) await audit(id);
    return id;
  }
  const event = async (
    caseId: string,
    type: string,
    more: { assignmentId?: string; data?: object } = {},
  ): Promise<string> => {
    const key = randomUUID();
    await database.query(
      `INSERT INTO case_event (case_id, assignment_id, type, at, actor, data, dedupe_key) VALUES ($1, $2, $3, $4, 'system', $5, $6)`,
      [caseId, more.assignmentId ?? null, type, AT, more.data ?? {}, key],
    );
    return key;
  };
  const audit = (caseId: string): Promise<unknown> =>
    database.query(
      `INSERT INTO audit_entry (at, actor, action, subject_type, subject_id) VALUES ($1, 'agent', 'case.register', 'case', $2)`,
      [AT, caseId],
    );
  /** A document, told of by an event unless it is said not to be. */
  const document = async (caseId: string, told = true): Promise<void> => {
    const id = randomUUID();
    await database.query(
      `INSERT INTO document (id, case_id, kind, number, html, issued_at, dedupe_key) VALUES ($1, $2, 'briefing', 'B1', '', $3, $4)`,
      [id, caseId, AT, randomUUID()],
    );
    if (told) await event(caseId, 'briefing-issued', { data: { documentId: id } });
  };
  const submission = (completedAt: string | null): Promise<unknown> =>
    database.query(
      `INSERT INTO task_submission (id, task_key, process_instance_key, element_id, kept, sent, submitted_by, submitted_at, completed_at)
       VALUES ($1, $2, '1', 'handle', '{}', '{}', 'town-handler', $3, $4)`,
      [randomUUID(), String(count), AT, completedAt],
    );
  const urge = async (caseId: string, audits: number): Promise<void> => {
    const id = randomUUID();
    await database.query(`INSERT INTO urge (id, case_id, urged_by, urged_at) VALUES ($1, $2, 'agent', $3)`, [
      id,
      caseId,
      AT,
    ]);
    for (let at = 0; at < audits; at++)
      await database.query(
        `INSERT INTO audit_entry (at, actor, action, subject_type, subject_id, data) VALUES ($1, 'agent', 'case.urge', 'case', $2, $3)`,
        [AT, caseId, { urgeId: id }],
      );
  };
  const assignment = async (caseId: string, status: string, unit = 'u'): Promise<string> => {
    const id = randomUUID();
    await database.query(
      `INSERT INTO assignment (id, case_id, round, unit, role, status, routed_at, issued_at) VALUES ($1, $2, 1, $5, 'lead', $3, $4, $6)`,
      [id, caseId, status, AT, unit, status === 'routed' ? null : AT],
    );
    return id;
  };
  const text = (dedupeKey: string): Promise<unknown> =>
    database.query(
      `INSERT INTO notification (id, dedupe_key, recipient, template, params, created_at, available_at, sent_at)
       VALUES ($1, $2, '1', 'survey', '{}', $3, $3, $3)`,
      [randomUUID(), dedupeKey, AT],
    );

  const empty = async (): Promise<void> => {
    await database.query(
      'TRUNCATE citizen, hotline_case, case_day, case_event, audit_entry, document, assignment, notification, engine_outbox, task_submission CASCADE',
    );
  };
  beforeEach(async () => {
    await empty();
    count = 0;
  });

  it('finds nothing in what an intake leaves', async () => {
    await aCase();
    await aCase();
    expect(await broken()).toEqual([]);
  });

  it('finds nothing in what was told, audited once, or could be told to nobody', async () => {
    const caseId = await aCase({ phone: '1' });
    await urge(caseId, 1);
    await submission(null);
    await document(caseId);
    const key = await event(caseId, 'answered');
    await text(key);
    await event(await aCase(), 'answered');
    await event(caseId, 'reminder-sent', { data: { unit: 'without-telephone' } });
    expect(await broken()).toEqual([]);
  });

  it('finds nothing in a unit that is told of two negotiations in the same words', async () => {
    const caseId = await aCase();
    for (const negotiationId of ['first', 'second'])
      await text(`${await event(caseId, 'negotiation-opened', { data: { negotiationId } })}:county-office`);
    expect(await broken()).toEqual([]);
  });

  it.each<[string, VerifyRule[], () => Promise<unknown>]>([
    ['no event of the registration', ['case-without-registration'], () => aCase({ history: false })],
    ['no audit of the registration', ['case-without-audit'], () => aCase({ audit: false })],
    ['registered twice in the history', ['event-twice'], async () => event(await aCase(), 'registered')],
    ['registered twice in the audit', ['audit-twice'], async () => audit(await aCase())],
    [
      'the next number is there already',
      ['number-ahead'],
      async () => {
        await aCase();
        await aCase();
        await database.query(`SELECT setval('case_number', 1)`);
      },
    ],
    [
      'a message was never taken',
      ['message-unsent'],
      async () =>
        database.query(
          `INSERT INTO engine_outbox (id, name, correlation_key, message_id, time_to_live_ms, variables, created_at, available_at)
           VALUES ($1, 'case-registered', 'x', 'x', 1, '{}', $2, $2)`,
          [randomUUID(), AT],
        ),
    ],
    [
      'a text message was never taken',
      ['sms-unsent'],
      async () => {
        await text('one');
        await database.query('UPDATE notification SET sent_at = NULL');
      },
    ],
    [
      'one text message twice',
      ['sms-twice'],
      async () => {
        await text('one');
        await text('two');
      },
    ],
    [
      'a unit was told twice of one negotiation',
      ['sms-twice'],
      async () => {
        const key = await event(await aCase(), 'negotiation-opened', { data: { negotiationId: 'one' } });
        await text(`${key}:county-office`);
        await text(`${key}:county-data`);
      },
    ],
    [
      'a repeat of the registration counts as an urge',
      ['case-twice'],
      async () => {
        const caseId = await aCase();
        await urge(caseId, 1);
        await database.query(`UPDATE hotline_case SET idempotency_key = 'k' WHERE id = $1`, [caseId]);
        await database.query(`UPDATE urge SET idempotency_key = 'k' WHERE case_id = $1`, [caseId]);
      },
    ],
    ['an order was issued and no one knows', ['order-missing'], async () => assignment(await aCase(), 'issued')],
    [
      'an order was issued twice',
      ['event-twice'],
      async () => {
        const caseId = await aCase();
        const assignmentId = await assignment(caseId, 'issued');
        await event(caseId, 'handling-order-issued', { assignmentId });
        await event(caseId, 'handling-order-issued', { assignmentId });
      },
    ],
    [
      'done without a result',
      ['result-missing'],
      async () => {
        const caseId = await aCase();
        await event(caseId, 'handling-order-issued', { assignmentId: await assignment(caseId, 'done') });
      },
    ],
    [
      'a document that is not there',
      ['document-missing'],
      async () => event(await aCase(), 'briefing-issued', { data: { documentId: randomUUID() } }),
    ],
    [
      'one document twice',
      ['document-twice'],
      async () => {
        const caseId = await aCase();
        await document(caseId);
        await document(caseId);
      },
    ],
    ['a document that no event tells of', ['document-without-event'], async () => document(await aCase(), false)],
    ['a completed task without audit', ['action-without-audit'], () => submission(AT)],
    ['an urge without audit', ['action-without-audit'], async () => urge(await aCase(), 0)],
    ['an urge audited twice', ['audit-twice'], async () => urge(await aCase(), 2)],
    [
      'an answer that the citizen was not told of',
      ['sms-missing'],
      async () => event(await aCase({ phone: '1' }), 'answered'),
    ],
    [
      'an order that the unit was not told of',
      ['sms-missing'],
      async () => event(await aCase(), 'reminder-sent', { data: { unit: 'with-telephone' } }),
    ],
    [
      'a negotiation that one of its units was not told of',
      ['sms-missing'],
      async () => event(await aCase(), 'negotiation-opened', { data: { units: ['u', 'with-telephone'] } }),
    ],
    [
      'a supervision that its unit was not told of',
      ['sms-missing'],
      async () => {
        const caseId = await aCase();
        const assignmentId = await assignment(caseId, 'routed', 'with-telephone');
        await event(caseId, 'supervision-issued', { assignmentId });
      },
    ],
    ['archived without an archive', ['archive-missing'], () => aCase({ stage: 'archived' })],
    [
      'archived with an open assignment',
      ['archive-missing', 'assignment-left-open'],
      async () => {
        const caseId = await aCase({ stage: 'archived' });
        await event(caseId, 'handling-order-issued', { assignmentId: await assignment(caseId, 'issued') });
      },
    ],
  ])('finds: %s', async (_what, rules, act) => {
    await act();
    expect((await broken()).sort()).toEqual([...rules].sort());
  });
});
