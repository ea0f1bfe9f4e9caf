import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { People } from '../support/people';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(300_000);

interface SupervisionSeen {
  ground: string;
  status: string;
  level: string | null;
  step: number | null;
  measures: Record<string, unknown> | null;
}

const table = (name: string): string =>
  readFileSync(join(process.cwd(), 'bpmn', `${name}.dmn`), 'utf8').replace(/&quot;/g, '"');

describe('supervision (督办, D1 一(一)4)', () => {
  let app: RunningApp;
  let people: People;

  beforeAll(async () => {
    app = await startApp();
    people = new People(app);
  });
  afterAll(() => app?.stop());

  const seen = (caseId: string) => people.get<SupervisionSeen[]>('supervisor', `/cases/${caseId}/supervision`);
  const issued = (caseId: string, level: string) =>
    people.until(`${level} of ${caseId}`, async () => (await seen(caseId)).find((one) => one.level === level));
  const deploy = (name: string, content: string) =>
    people.post('owner', '/deployments', { resources: [{ name: `${name}.dmn`, content }] });
  const townCase = async (content: string) => {
    const registered = await people.register(content);
    await people.task('chengguan-town-handler', registered.id, 'sign-in');
    return registered;
  };

  it('steps up from reminder to written order to notice of criticism as the table says, then goes to the leader', async () => {
    const steps = table('supervision-steps');
    // The owner shortens the reminder's 24 hours and the notice's 72 to some seconds.
    const short = steps
      .replace('<text>24</text>', '<text>0.001</text>')
      .replaceAll('<text>72</text>', '<text>0.001</text>');
    expect(short).not.toBe(steps);
    await deploy('supervision-steps', short);
    const { id } = await townCase('城关镇垃圾没人清理，卫生很差，希望解决');
    await people.post('supervisor', `/cases/${id}/supervision`, { ground: 'overdue', note: '请抓紧' });
    await issued(id, 'written-order'); // the reminder's time ran out by itself
    await people.work('supervisor', id, 'supervise', { settled: false, measures: '已到现场，仍未落实。' });
    await people.work('leader', id, 'settle-supervision', { measures: '已约谈单位负责人。' });
    const [closed] = await people.until('closed', async () => {
      const all = await seen(id);
      return all[0]!.status === 'closed' && all;
    });
    expect(closed).toMatchObject({
      ground: 'overdue',
      level: 'notice-of-criticism',
      step: 3,
      measures: { measures: '已约谈单位负责人。' },
    });
    const documents = await people.get<{ kind: string; number: string }[]>('oversight', `/cases/${id}/documents`);
    expect(documents.filter(({ kind }) => kind === 'supervision')).toHaveLength(3);
    await deploy('supervision-steps', steps);
  });

  it('takes an article of a linked media body as a ground, once, and a supervisor may link one that named no case', async () => {
    const { id, number } = await townCase('城关镇占道经营，市容很差，希望解决');
    const article = {
      outlet: '云湖晚报',
      title: '占道经营何时了',
      summary: '记者走访城关镇。',
      url: 'https://news.example/1',
      publishedAt: '2026-03-01T08:00:00+08:00',
    };
    const { id: articleId } = await people.post<{ id: string }>('media', '/media/articles', article);
    const link = () => people.post('supervisor', `/media/articles/${articleId}/case`, { caseNumber: number });
    await link();
    expect(await people.refusal(link())).toMatchObject({ code: 'article-linked' });
    await issued(id, 'written-order');
    expect(await seen(id)).toMatchObject([{ ground: 'media-exposure', status: 'open', step: 1 }]);
    // the article is in the order and on record
    const documents = await people.get<{ id: string; kind: string }[]>('supervisor', `/cases/${id}/documents`);
    const order = await people.open(
      'supervisor',
      `/documents/${documents.find(({ kind }) => kind === 'supervision')!.id}`,
    );
    const words = await order.text();
    for (const part of [article.outlet, article.title, article.summary, 'news.example']) {
      expect(words).toContain(part);
    }
    const { history } = await people.get<{ history: { type: string; data: object }[] }>('supervisor', `/cases/${id}`);
    expect(history.find(({ type }) => type === 'media-exposed')!.data).toMatchObject({
      outlet: article.outlet,
      title: article.title,
      url: article.url,
    });
    // The same thing in another paper: the supervision that is open goes on, no second one begins.
    await people.post('supervisor', '/media/articles', { ...article, outlet: '云湖电视台', caseNumber: number });
    await people.post('supervisor', `/cases/${id}/supervision`, { ground: 'media-exposure' });
    await people.until('merged', async () => (await seen(id)).some(({ status }) => status === 'merged'));
    expect((await seen(id)).filter(({ status }) => status === 'open')).toHaveLength(1);
    await people.work('supervisor', id, 'supervise', { settled: true, measures: '已约定整改时间。' });
    expect(await people.refusal(people.get('media', `/cases/${id}`))).toMatchObject({ code: 'forbidden' });
    expect(
      await people.refusal(people.post('media', `/media/articles/${articleId}/case`, { caseNumber: number })),
    ).toMatchObject({
      code: 'forbidden',
    });
  });

  it('supervises an overdue assignment by itself, and watches public opinion after an enterprise reply', async () => {
    const limits = table('time-limits');
    // The owner shortens the 24 hours of water, power, gas and heat to some seconds.
    const short = limits.replace(
      /(id="time-limits-rule-5"[\s\S]*?<text>null<\/text>[\s\S]*?<text>)24(<\/text>)/,
      '$10.002$2',
    );
    expect(short).not.toBe(limits);
    await deploy('time-limits', short);
    const { id } = await people.register('小区停水停电，求助，请尽快恢复供电', { profile: 'enterprise' });
    const unit = await people.until('a unit has it', async () => {
      const { assignments } = await people.get<{ assignments: { unit: string }[] }>('supervisor', `/cases/${id}`);
      return assignments[0]?.unit;
    });
    await people.until('overdue ground', async () =>
      (await seen(id)).some(({ ground, level }) => ground === 'overdue' && level === 'reminder'),
    );
    await people.work(`${unit}-handler`, id, 'sign-in', { contact: '值班员', contactPhone: '02000000999' });
    await people.work(`${unit}-handler`, id, 'handle', {
      handlingUnit: '运营部',
      handledAt: new Date().toISOString(),
      course: '接单后到现场抢修管线，并电话告知诉求人。',
      result: '已恢复供水供电，感谢您的理解与支持。',
      solved: true,
    });
    for (const reviewer of [`${unit}-reviewer`, 'company-general-reviewer', 'company-general-leader', 'leader']) {
      await people.work(reviewer, id, 'review-result', { approved: true, comment: '同意。' });
    }
    await people.work('supervisor', id, 'audit-reply', { auditPassed: true, comment: '规范。' });
    for (const recipient of ['集团12345分中心', '公司廉政监督员']) {
      const sentAt = new Date().toISOString();
      await people.work('company-general-handler', id, 'submit-result', { recipient, reference: '2026-1', sentAt });
    }
    await people.work('company-general-handler', id, 'watch-opinion', { adverse: true, note: '有网帖质疑。' });
    await people.until('adverse opinion presses', async () =>
      (await seen(id)).some(({ ground }) => ground === 'media-exposure'),
    );
    expect(await people.events(id)).toEqual(expect.arrayContaining(['handling-overdue', 'opinion-watched']));
    // dealt with after the archive, too
    await people.work('agent', id, 'revisit', { reached: true, satisfaction: 'satisfied', comment: '已恢复。' });
    await people.until('archived', async () => (await people.events(id)).includes('archived'));
    await people.work('company-general-handler', id, 'settle-opinion', { measures: '已发布情况说明。' });
    await people.until('settled', async () => (await people.events(id)).at(-1) === 'opinion-settled');
    await deploy('time-limits', limits);
  });
});
