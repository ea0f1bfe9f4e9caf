import { DemoClient, Refused } from '../../src/demo/client';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(400_000);

interface Version {
  version: number;
  state: string;
  validTo: string | null;
}
interface Help {
  articles: { code: string }[];
  templates: { code: string; text: string; missing: string[] }[];
}

const CONTENT = {
  title: '老旧小区加装电梯',
  category: 'public-services',
  questions: ['加装电梯怎么申请', '老楼装电梯有补贴吗'],
  answer: '经本单元专有面积和人数占比均达三分之二的业主参与表决并依法同意后，向住建部门申请，每台补助二十万元。',
  validFrom: '2026-01-01',
};
const ASKED = '请问加装电梯怎么申请，老楼装电梯有补贴吗？';

describe('the knowledge base through the API', () => {
  let app: RunningApp;
  let people: DemoClient;

  beforeAll(async () => {
    app = await startApp();
    people = new DemoClient(app.url, app.demoPassword);
  });

  afterAll(() => app?.stop());

  const refusal = async (act: Promise<unknown>): Promise<Refused> => {
    const outcome = await act.catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(Refused);
    return outcome as Refused;
  };
  const found = (q: string): Promise<{ code: string }[]> =>
    people.get('agent', `/articles/search?q=${encodeURIComponent(q)}`);
  const versions = (): Promise<Version[]> => people.get('agent', '/articles/lift');
  const register = (content: string): Promise<{ id: string }> =>
    people.post('agent', '/cases', { content, channel: 'phone' });

  async function taskOf(username: string, caseId: string, elementId: string): Promise<string> {
    for (const end = Date.now() + 120_000; Date.now() < end;) {
      const path = `/tasks?caseId=${caseId}&elementId=${elementId}`;
      const { items } = await people.get<{ items: { key: string }[] }>(username, path);
      if (items[0]) return items[0].key;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    throw new Error(`no task ${elementId} for ${username}`);
  }

  it('has the shipped articles from the first minute', async () => {
    expect((await people.get<{ total: number }>('agent', '/articles')).total).toBeGreaterThanOrEqual(60);
    expect((await found('家里刚领养一只狗，需要上牌吗'))[0]).toMatchObject({ code: 'dog-registration' });
    expect(await people.get('agent', '/articles?category=education')).toMatchObject({ total: 9 });
  });

  it('lets an article be written, reviewed by another person, renewed and withdrawn, and finds it only meanwhile', async () => {
    await people.post('agent', '/articles', { code: 'lift', ...CONTENT });
    expect(await refusal(people.post('agent', '/articles', { code: 'lift', ...CONTENT }))).toMatchObject({
      code: 'article-exists',
    });
    expect(await refusal(people.post('supervisor', '/articles/lift/approve', {}))).toMatchObject({
      code: 'article-state',
    });
    await people.post('agent', '/articles/lift/submit', {});
    expect((await found(ASKED)).map(({ code }) => code)).not.toContain('lift');
    expect(await refusal(people.post('agent', '/articles/lift/approve', {}))).toMatchObject({ code: 'forbidden' });
    await people.post('supervisor', '/articles/lift/reject', { comment: '请注明依据' });
    // Whoever wrote the last word is the author, also a supervisor.
    await people.put('supervisor', '/articles/lift', { ...CONTENT, steps: '业主表决；提交申请；竣工后拨付。' });
    await people.post('supervisor', '/articles/lift/submit', {});
    expect(await refusal(people.post('supervisor', '/articles/lift/approve', {}))).toMatchObject({
      code: 'reviewer-is-author',
    });
    await people.post('owner', '/articles/lift/approve', { comment: '同意' });
    expect((await found(ASKED))[0]).toMatchObject({ code: 'lift' });

    await people.put('agent', '/articles/lift', { ...CONTENT, answer: '每台补助十五万元。', validFrom: '2099-01-01' });
    await people.post('agent', '/articles/lift/submit', {});
    await people.post('supervisor', '/articles/lift/approve', {});
    expect(await versions()).toMatchObject([
      { version: 2, state: 'published', validTo: null },
      { version: 1, state: 'published', validTo: '2098-12-31' },
    ]);
    // The new version is not in force yet.
    expect((await found(ASKED))[0]).toMatchObject({ code: 'lift', answer: CONTENT.answer });

    await people.post('supervisor', '/articles/lift/withdraw', { comment: '政策到期' });
    expect((await found(ASKED)).map(({ code }) => code)).not.toContain('lift');
    const trail = await people.get<{ action: string; actor: string }[]>(
      'oversight',
      '/audit?subjectType=article&subjectId=lift&limit=50',
    );
    expect(trail.map(({ action, actor }) => `${actor} ${action}`)).toEqual(
      expect.arrayContaining(['owner article.approve', 'supervisor article.reject', 'supervisor article.withdraw']),
    );
  });

  it('refuses a validity that ends before it begins, and a category that is none', async () => {
    const wrong = { code: 'wrong', ...CONTENT, validTo: '2025-01-01', category: 'weather' };
    const error = await refusal(people.post('agent', '/articles', wrong));
    expect(error).toMatchObject({ status: 400, code: 'validation-failed' });
    expect(error.message).toContain('"field":"validTo"');
    expect(error.message).toContain('"field":"category"');
    expect(await refusal(people.get('agent', '/articles/wrong'))).toMatchObject({ code: 'not-found' });
  });

  it('answers a call from the knowledge base: no unit, a draft to start from, revisited all the same', async () => {
    const { id } = await register('请问身份证到期了怎么换，去哪里办？');
    const key = await taskOf('agent', id, 'answer');
    const help = await people.get<Help>('agent', `/replies/help/${id}`);
    expect(help.articles).toHaveLength(3);
    expect(help.articles[0]).toMatchObject({ code: 'id-card-renewal' });
    expect(help.templates[0]).toMatchObject({ code: 'consult-inquiry', missing: [] });
    expect(help.templates[0]!.text).toContain('您所咨询的问题是关于居民身份证到期换领');
    const { values } = await people.get<{ values: { answer: string } }>('agent', `/tasks/${key}`);
    expect(values.answer).toBe(help.templates[0]!.text);
    await people.post('agent', `/tasks/${key}/complete`, { values: { answer: values.answer } });
    await taskOf('agent', id, 'revisit');
    expect(await people.get('agent', `/cases/${id}`)).toMatchObject({
      disposal: 'answer',
      answer: values.answer,
      assignments: [],
    });
    // Another article by its code, when the agent knows better.
    const other = await people.get<Help>('agent', `/replies/help/${id}?article=id-loss`);
    expect(other.templates[0]!.text).toContain('工本费 40 元');
  });

  it('refuses a reply that says nothing, field by field, and says the same while it is typed', async () => {
    const { id } = await register('城关镇垃圾没人清理，卫生很差，希望解决');
    await people.post(
      'chengguan-town-handler',
      `/tasks/${await taskOf('chengguan-town-handler', id, 'sign-in')}/complete`,
      { values: { contact: '值班员' } },
    );
    const key = await taskOf('chengguan-town-handler', id, 'handle');
    const { values } = await people.get<{ values: { handledAt: string } }>('chengguan-town-handler', `/tasks/${key}`);
    const empty = {
      handlingUnit: '本单位',
      handledAt: values.handledAt,
      course: '已按规定处理完毕',
      result: '已办结。',
      solved: true,
    };
    const error = await refusal(people.post('chengguan-town-handler', `/tasks/${key}/complete`, { values: empty }));
    for (const code of ['reply-unit-missing', 'reply-course-without-action', 'reply-result-empty']) {
      expect(error.message).toContain(code);
    }
    const { assignments } = await people.get<{ assignments: { id: string }[] }>('supervisor', `/cases/${id}`);
    const check = (reply: object): Promise<{ complete: boolean; findings: { code: string; text: string }[] }> =>
      people.post('chengguan-town-handler', '/replies/check', { assignmentId: assignments[0]!.id, values: reply });
    expect(await check(empty)).toMatchObject({ complete: false, findings: [{ text: '未写明办理单位' }, {}, {}] });
    // A warning lets it pass.
    const plain = {
      ...empty,
      handlingUnit: '城关镇城管办',
      course: '现场核实并清运垃圾两车。',
      result: '垃圾已清运完毕，路面干净。',
    };
    expect(await check(plain)).toMatchObject({
      complete: true,
      findings: [{ code: 'reply-not-polite' }, { code: 'reply-citizen-not-told' }],
    });
    await people.post('chengguan-town-handler', `/tasks/${key}/complete`, { values: plain });
    await taskOf('chengguan-town-reviewer', id, 'review-result');
  });
});
