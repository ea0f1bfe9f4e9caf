import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { People } from '../support/people';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(300_000);

interface RevisitSeen {
  round: number;
  attempt: number;
  via: string | null;
  reached: boolean | null;
  satisfaction: string | null;
  nextAttemptAt: string | null;
}

const UNIT = 'chengguan-town';

describe('revisits (回访反馈, D1 一(一)5; D9 第四步)', () => {
  let app: RunningApp;
  let people: People;

  beforeAll(async () => {
    app = await startApp();
    people = new People(app);
  });
  afterAll(() => app?.stop());

  const revisits = (caseId: string) => people.get<RevisitSeen[]>('oversight', `/cases/${caseId}/revisits`);
  const history = async (caseId: string) =>
    (await people.get<{ history: { type: string; data: Record<string, unknown> }[] }>('supervisor', `/cases/${caseId}`))
      .history;
  const archived = (caseId: string) =>
    people.until('archived', async () => (await people.events(caseId)).includes('archived'));
  const handled = async (caseId: string) => {
    await people.work(`${UNIT}-handler`, caseId, 'sign-in', { contact: '值班员', contactPhone: '02000000999' });
    await people.work(`${UNIT}-handler`, caseId, 'handle', {
      handlingUnit: '城关镇',
      handledAt: new Date().toISOString(),
      course: '接单后即到现场核实，并与诉求人取得联系。',
      result: '垃圾已清理完毕，感谢您的理解与支持。',
      solved: true,
    });
    await people.work(`${UNIT}-reviewer`, caseId, 'review-result', { approved: true, comment: '同意。' });
    await people.work('supervisor', caseId, 'audit-reply', { auditPassed: true, comment: '规范。' });
  };

  it('tries again after an attempt that did not reach the citizen, at the time that it tells', async () => {
    // The owner makes the pause between two attempts some seconds long: the diagram, not the code, waits.
    const diagram = readFileSync(join(process.cwd(), 'bpmn', 'revisit-case.bpmn'), 'utf8');
    const short = diagram.replace('>=nextAttemptAt<', '>=now() + duration("PT2S")<');
    expect(short).not.toBe(diagram);
    await people.post('owner', '/deployments', { resources: [{ name: 'revisit-case.bpmn', content: short }] });
    const { id } = await people.register('城关镇垃圾没人清理，卫生很差，希望解决');
    await handled(id);
    await people.work('agent', id, 'revisit', { reached: false });
    await people.until('second attempt', async () => (await revisits(id)).length === 2);
    const [first] = await revisits(id);
    expect(first).toMatchObject({ attempt: 1, via: 'agent', reached: false, satisfaction: null });
    const hour = new Date(Date.parse(first!.nextAttemptAt!) + 8 * 3_600_000).getUTCHours();
    expect(hour).toBeGreaterThanOrEqual(9);
    expect(hour).toBeLessThan(20);
    await people.work('agent', id, 'revisit', { reached: true, satisfaction: 'satisfied', comment: '谢谢。' });
    await archived(id);
    await people.post('owner', '/deployments', { resources: [{ name: 'revisit-case.bpmn', content: diagram }] });
  });

  it('handles again for the reason that the citizen gave, up to the cap, and then a leader decides and is shown both', async () => {
    const { id, number, queryCode } = await people.register('城关镇乱扔垃圾，卫生很差，希望解决');
    await handled(id);
    const first = await people.task('agent', id, 'revisit');
    expect(
      await people.refusal(
        people.post('agent', `/tasks/${first.key}/complete`, {
          values: { reached: true, satisfaction: 'dissatisfied' },
        }),
      ),
    ).toMatchObject({ code: 'validation-failed' });
    await people.work('agent', id, 'revisit', { reached: true, satisfaction: 'dissatisfied', comment: '只清了一半。' });
    await handled(id);
    // The second time the citizen says so on the web page, before anybody phones.
    await people.task('agent', id, 'revisit');
    await people.tell('/public/surveys', {
      number,
      code: queryCode,
      satisfaction: 'dissatisfied',
      comment: '又堆满了。',
    });
    await handled(id);
    await people.work('agent', id, 'revisit', { reached: true, satisfaction: 'dissatisfied', comment: '仍不满意。' });
    const closing = await people.task('leader', id, 'decide-closing');
    expect(await people.get('leader', `/tasks/${closing.key}`)).toMatchObject({ values: { round: 3, redoCap: 2 } });
    await people.work('leader', id, 'decide-closing', { closingDecision: 'close', comment: '已多次办理。' });
    await archived(id);
    const events = await history(id);
    expect(events.filter(({ type }) => type === 'redo-opened').map(({ data }) => data)).toEqual([
      { round: 2, reason: '只清了一半。' },
      { round: 3, reason: '又堆满了。' },
    ]);
    expect(events.find(({ type }) => type === 'closing-decided')!.data).toMatchObject({
      decision: 'close',
      reason: '已多次办理。',
      round: 3,
      redoCap: 2,
    });
    expect((await revisits(id)).map(({ via }) => via)).toEqual(['agent', 'survey', 'agent']);
    const documents = await people.get<{ id: string; kind: string; number: string }[]>(
      'oversight',
      `/cases/${id}/documents`,
    );
    const order = documents.filter(({ kind }) => kind === 'handling-order')[1]!;
    const response = await fetch(`${app.url}/api/v1/documents/${order.id}`, {
      headers: { authorization: `Bearer ${await tokenOf()}` },
    });
    expect(await response.text()).toContain('只清了一半。');
  });

  const tokenOf = async () =>
    (
      await people.post<{ accessToken: string }>('supervisor', '/auth/login', {
        username: 'supervisor',
        password: app.demoPassword,
      })
    ).accessToken;

  it('verifies with the citizen what a leader closed, too, and reports it to the leaders', async () => {
    const { id } = await people.register('化工厂爆炸，多人受伤，请马上救援');
    await people.classified(id, { caseType: 'help', category: 'public-safety', urgency: 'urgent', major: true });
    await people.work('leader', id, 'instruct', { instruction: '已处置，办结。', instructionAction: 'close' });
    await people.work('agent', id, 'revisit', { reached: true, satisfaction: 'satisfied', comment: '已核实。' });
    await archived(id);
    const types = await people.events(id);
    expect(types.indexOf('revisited')).toBeGreaterThan(types.indexOf('instructed'));
    expect(types.indexOf('reported-to-leaders')).toBeGreaterThan(types.indexOf('revisited'));
  });
});
