import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { freshDatabase } from '../../test/support/fresh-database';
import { readVariants, recallOf } from '../../test/support/knowledge-recall';
import { AuditService } from '../audit/audit.service';
import { FixedClock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { ArticlesService } from './articles.service';
import { KnowledgeService } from './knowledge.service';

jest.setTimeout(300_000);

const config = HotlineConfig.load(join(process.cwd(), 'config'));
const NOW = new Date('2026-11-25T02:00:00Z');
const CONTENT = {
  title: '加装电梯',
  category: 'public-services',
  questions: ['老楼怎么加装电梯'],
  answer: '向住建部门申请。',
  validFrom: '2026-01-01',
};

describe('the knowledge base in PostgreSQL', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let articles: ArticlesService;
  const at = (day: string): KnowledgeService =>
    new KnowledgeService(dataSource, new FixedClock(new Date(`${day}T02:00:00Z`)), config);

  beforeAll(async () => {
    ({ dataSource, drop } = await freshDatabase());
    const clock = new FixedClock(NOW);
    articles = new ArticlesService(dataSource, clock, config, new AuditService(dataSource, clock));
    await articles.onApplicationBootstrap();
  });

  afterAll(() => drop?.());

  it('is seeded once, and what people withdrew stays withdrawn', async () => {
    await articles.withdraw('waste-sorting', null, 'supervisor');
    await articles.onApplicationBootstrap();
    const { total } = await articles.list({ page: 1, pageSize: 100 });
    expect(total).toBe(config.articles.length);
    expect((await articles.versions('waste-sorting')).map(({ state }) => state)).toEqual(['withdrawn']);
    expect((await at('2026-11-25').search('旧家具扔到哪里')).map(({ code }) => code)).not.toContain('waste-sorting');
    await articles.edit(
      'waste-sorting',
      config.articles.find(({ code }) => code === 'waste-sorting')!,
      'agent',
    );
    await articles.submit('waste-sorting', 'agent');
    await articles.review('waste-sorting', 'approve', null, 'supervisor');
    expect((await at('2026-11-25').search('旧家具扔到哪里'))[0]).toMatchObject({ code: 'waste-sorting' });
  });

  it('finds nine of ten among the first three, asked in words that nobody tuned for', async () => {
    for (const part of ['tune', 'heldOut'] as const) {
      const recall = await recallOf(at('2026-11-25'), readVariants(), part);
      expect(recall.at3).toBeGreaterThanOrEqual(0.9);
    }
  });

  it.each([
    ['2025-12-31', 'before the first day', undefined],
    ['2026-01-01', 'on the first day', '向住建部门申请。'],
    ['2026-12-31', 'on the last day of the old version', '向住建部门申请。'],
    ['2027-01-01', 'on the first day of the new one', '每台补助二十万元。'],
    ['2027-06-30', 'on its last day', '每台补助二十万元。'],
    ['2027-07-01', 'after it', undefined],
  ])('%s, %s, an article answers by the version in force', async (day, _what, answer) => {
    if (!(await dataSource.query('SELECT 1 FROM knowledge_version WHERE code = $1', ['lift'])).length) {
      await articles.create('lift', CONTENT, 'agent');
      await articles.submit('lift', 'agent');
      await articles.review('lift', 'approve', null, 'supervisor');
      const next = { ...CONTENT, answer: '每台补助二十万元。', validFrom: '2027-01-01', validTo: '2027-06-30' };
      await articles.edit('lift', next, 'agent');
      await articles.submit('lift', 'agent');
      await articles.review('lift', 'approve', null, 'supervisor');
    }
    const [found] = (await at(day).search('老楼怎么加装电梯')).filter(({ code }) => code === 'lift');
    expect(found?.answer).toBe(answer);
    expect((await at(day).inForce('lift'))?.answer).toBe(answer);
  });

  it('a version that is replaced on its first day is withdrawn, and no version ends before it begins', async () => {
    for (const answer of ['向街道申请。', '向社区申请。']) {
      const content = { ...CONTENT, answer };
      await (answer === '向街道申请。'
        ? articles.create('same-day', content, 'agent')
        : articles.edit('same-day', content, 'agent'));
      await articles.submit('same-day', 'agent');
      await articles.review('same-day', 'approve', null, 'supervisor');
    }
    expect(
      await dataSource.query(
        'SELECT version, state, valid_to FROM knowledge_version WHERE code = $1 ORDER BY version',
        ['same-day'],
      ),
    ).toEqual([
      { version: 1, state: 'withdrawn', valid_to: null },
      { version: 2, state: 'published', valid_to: null },
    ]);
    expect((await at('2026-06-01').inForce('same-day'))?.answer).toBe('向社区申请。');
  });

  it('is written by one person at a time: two drafts of one article never stand beside each other', async () => {
    await articles.create('twice', CONTENT, 'agent');
    const both = await Promise.allSettled([articles.submit('twice', 'agent'), articles.submit('twice', 'agent')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(articles.edit('twice', CONTENT, 'agent')).rejects.toMatchObject({ code: 'article-state' });
  });
});
