import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { Proposal } from '../../src/classification';
import type { QualityReport } from '../../src/classification/classification-quality';
import type { Comparison, ModelView } from '../../src/classification/models.service';
import { DemoClient, Refused } from '../../src/demo/client';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(300_000);

const DAY_MS = 24 * 60 * 60 * 1000;
/** A body that files street lamps under environment and schools under public safety: no key phrase would. */
const ARCHIVE = [
  { words: ['路灯不亮', '路灯坏了', '路灯闪烁', '路灯杆歪斜'], caseType: 'report', category: 'environment' },
  { words: ['学校食堂', '学校作业', '学校门口', '学校操场'], caseType: 'suggest', category: 'public-safety' },
];
const PLACES = ['人民路', '建设街', '东湖巷', '新华里', '解放大道', '和平桥', '南门口', '北站', '文化宫', '体育场'];

describe('classification through the API', () => {
  let app: RunningApp;
  let database: DataSource;
  let people: DemoClient;

  beforeAll(async () => {
    app = await startApp();
    database = await new DataSource({ type: 'postgres', url: app.databaseUrl }).initialize();
    people = new DemoClient(app.url, app.demoPassword);
  });

  afterAll(async () => {
    await database?.destroy();
    await app?.stop();
  });

  const propose = (content: string): Promise<Proposal> =>
    people.post('agent', '/classification/proposals', { content });
  const refusal = (act: Promise<unknown>): Promise<Refused> =>
    act.then(
      () => Promise.reject(new Error('was not refused')),
      (error: unknown) => (error instanceof Refused ? error : Promise.reject(error as Error)),
    );

  it('proposes type, three levels, urgency and place with the words that decided, and keeps nothing', async () => {
    const proposal = await propose('青山县城关镇燃气泄漏非常危险，请尽快维修');
    expect(proposal).toMatchObject({
      category: 'public-services',
      topic: 'energy/gas',
      urgency: 'urgent',
      responseLevel: 'emergency',
      area: 'chengguan',
    });
    const parts = Object.fromEntries(proposal.because.map((because) => [because.part, because]));
    expect(parts.topic?.words).toContain('燃气');
    expect(parts.responseLevel?.words).toContain('泄漏');
    expect(parts.area).toMatchObject({ words: ['城关镇'], probability: expect.any(Number) });
    expect(await database.query('SELECT count(*)::int AS n FROM hotline_case')).toEqual([{ n: 0 }]);
  });

  it('corrects a case in one call, in its history and the audit trail, and refuses what is not in the scheme', async () => {
    const { id } = await people.post<{ id: string }>('agent', '/cases', {
      content: '请问路灯坏了找谁',
      channel: 'phone',
    });
    const correct = (body: unknown, who = 'agent') => people.post(who, `/cases/${id}/classification`, body);
    expect(
      await correct({ category: 'civilised-city', topic: 'appearance/garbage', caseType: 'complain' }),
    ).toMatchObject({
      category: 'civilised-city',
      topic: 'appearance/garbage',
      caseType: 'complain',
    });
    expect(await correct({ category: 'environment' })).toMatchObject({ category: 'environment', topic: null });
    const events = await database.query(
      `SELECT data->'to' AS changed FROM case_event WHERE case_id = $1 AND type = 'reclassified' ORDER BY id`,
      [id],
    );
    expect(events).toHaveLength(2);
    expect(await database.query(`SELECT actor FROM audit_entry WHERE action = 'case.classify'`)).toEqual([
      { actor: 'agent' },
      { actor: 'agent' },
    ]);
    // the process classifies meanwhile, and leaves what the person said
    const classified = () =>
      database.query(`SELECT 1 FROM case_event WHERE case_id = $1 AND type = 'classified'`, [id]);
    while (((await classified()) as unknown[]).length === 0) await wait(200);
    expect(await database.query('SELECT category, case_type FROM hotline_case WHERE id = $1', [id])).toEqual([
      { category: 'environment', case_type: 'complain' },
    ]);
    expect(await refusal(correct({ topic: 'appearance/garbage' }))).toMatchObject({ code: 'validation-failed' });
    expect(await refusal(correct({ category: 'weather' }))).toMatchObject({ code: 'validation-failed' });
    expect(await refusal(correct({ category: 'education' }, 'handler'))).toMatchObject({ code: 'forbidden' });
  });

  it('says when there is no archive to learn from', async () => {
    expect(await refusal(people.post('owner', '/classification/models', {}))).toMatchObject({
      code: 'training-data-missing',
    });
  });

  it('learns from the archive, is compared on the month kept apart, switched to and back', async () => {
    await fillArchive(database);
    expect(await refusal(people.post('agent', '/classification/models', {}))).toMatchObject({ code: 'forbidden' });
    const { id } = await people.post<{ id: string }>('owner', '/classification/models', {});
    const list = (): Promise<ModelView[]> => people.get('owner', '/classification/models');
    const model = async (): Promise<ModelView> => (await list()).find((one) => one.id === id)!;
    while ((await model()).status === 'training') await wait(300);
    expect(await model()).toMatchObject({ status: 'ready', active: false, cases: 72 });
    const compared = await people.get<Comparison>('owner', `/classification/models/${id}/comparison`);
    expect(compared).toMatchObject({ cases: 8, running: 'default' });
    expect(compared.parts.category!.candidate.accuracy).toBe(1);
    expect(compared.parts.category!.running.accuracy).toBe(0);
    const text = '请看看人民路的路灯坏了';
    expect(await propose(text)).toMatchObject({ category: 'public-services' });
    await people.post('owner', `/classification/models/${id}/activation`, {});
    const proposal = await propose(text);
    expect(proposal).toMatchObject({ category: 'environment', caseType: 'report' });
    expect(proposal.because.find(({ part }) => part === 'category')).toMatchObject({
      words: expect.arrayContaining(['路灯']),
      alternatives: [{ value: 'public-safety', probability: expect.any(Number) }],
    });
    await people.post('owner', '/classification/models/default/activation', {});
    expect(await propose(text)).toMatchObject({ category: 'public-services' });
    expect((await list()).map(({ id: one, active }) => [one, active])).toEqual([
      ['default', true],
      [id, false],
    ]);
    expect(await database.query(`SELECT action FROM audit_entry WHERE action LIKE 'model.%' ORDER BY id`)).toEqual([
      { action: 'model.train' },
      { action: 'model.activate' },
      { action: 'model.activate' },
    ]);
  });

  it('shows how right proposals were by class, and the drift', async () => {
    const until = Date.now() + 60_000;
    let report: QualityReport;
    do {
      report = await people.get<QualityReport>('supervisor', '/classification/quality?days=7');
      if (report.parts.category!.rows > 0) break;
      await wait(500);
    } while (Date.now() < until);
    expect(report.parts.category).toMatchObject({
      rows: 1,
      corrected: expect.any(Number),
      perClass: expect.any(Array),
    });
    expect(report.drift.category).toMatchObject({ index: expect.any(Number) });
  });
});

/** Forty cases of each kind, spread over forty days; the last month counts from the newest one back. */
async function fillArchive(database: DataSource): Promise<void> {
  const now = Date.now();
  for (let at = 0; at < 80; at += 1) {
    const kind = ARCHIVE[at % 2]!;
    const words = `${PLACES[at % 10]}${kind.words[Math.floor(at / 2) % 4]}，第${at}户居民反映`;
    const citizen = randomUUID();
    const received = new Date(now - (at < 8 ? 1 : 40 + at) * DAY_MS);
    await database.query('INSERT INTO citizen (id, created_at) VALUES ($1, $2)', [citizen, received]);
    await database.query(
      `INSERT INTO hotline_case (id, number, query_code, profile, channel, content, received_at, registered_at, registered_by,
         citizen_id, case_type, category, response_level, hot, major, answerable, stage, round, instructed)
       VALUES ($1, $2, $3, 'county', 'phone', $4, $5, $5, 'agent', $6, $7, $8, 'general', false, false, false, 'archived', 1, false)`,
      [randomUUID(), `T${at}`, `CODE${at}`, words, received, citizen, kind.caseType, kind.category],
    );
  }
}
