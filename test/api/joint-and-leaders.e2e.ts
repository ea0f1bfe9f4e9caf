import { askAsCitizen } from '../support/known-case';
import { Desk, PICTURE } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(600_000);

const HOT = '城关镇众多业主反映，小区垃圾堆积如山没人清理，卫生很差，希望解决';
const parts = { reason: '不属于本单位职责。', suggestedUnit: '公安局', evidence: '三定方案第三条。' };

describe('briefings, joint handling, review chains (D1, D7, D9)', () => {
  let app: RunningApp;
  let desk: Desk;

  beforeAll(async () => {
    app = await startApp();
    desk = new Desk(app);
  });

  afterAll(() => app?.stop());

  it('puts a briefing before each leader, watches the earliest deadline and reports back', async () => {
    const { id, number, queryCode } = await desk.register(HOT, { profile: 'city' });
    await desk.classified(id, { hot: true });
    const soon = new Date(Date.now() + 45_000).toISOString();
    const past = new Date(Date.now() - 60_000).toISOString();
    const decision = { instruction: '请抓紧办理。', instructionAction: 'transfer' };
    const first = await desk.task(id, 'instruct');
    const late = desk.people.post('leader', `/tasks/${first.key}/complete`, {
      values: { ...decision, instructionDue: past },
    });
    expect((await desk.refusal(late)).message).toContain('"field":"instructionDue","code":"in-the-past"');
    await desk.does(id, 'instruct', { ...decision, chosenUnits: ['city-management'], instructionDue: soon });
    await desk.task(id, 'instruct', 'mayor');
    await desk.does(id, 'instruct', { ...decision, chosenUnits: ['city-police'] });
    const { assignments } = await desk.until(
      id,
      'both units have their order',
      (view) => view.assignments.length === 2 && view.assignments.every(({ issuedAt }) => issuedAt !== null),
    );
    expect(assignments.map(({ unit, role }) => [unit, role]).sort()).toEqual([
      ['city-management', 'lead'],
      ['city-police', 'co'],
    ]);
    await desk.until(id, 'instruction overdue', ({ history }) =>
      history.some(({ type }) => type === 'instruction-overdue'),
    );

    // the co-unit hands its part back; the lead goes on meanwhile
    const police = assignments.find(({ unit }) => unit === 'city-police')!;
    await desk.does(id, 'sign-in', {}, 'city-management');
    await desk.people.post('city-police-handler', `/assignments/${police.id}/return`, {
      ...parts,
      leaderOpinion: await desk.signedOpinion('city-police', police.id),
    });
    await desk.does(id, 'review-return', { returnValid: true, determinedUnit: 'city-housing' });
    await desk.does(id, 'sign-in', {}, 'city-housing');
    const lead = assignments.find(({ unit }) => unit === 'city-management')!;
    await desk.people.upload('city-management-handler', `/assignments/${lead.id}/attachments`, {
      purpose: 'reply',
      name: '清理后现场.png',
      content: PICTURE,
    });
    await desk.handles(id, 'city-management');
    await desk.handles(id, 'city-housing', { solved: false, unsolvedReason: '需上级审批。', nextStep: '审批后告知。' });
    await desk.does(id, 'merge-results', { mergedResult: '两单位均已处理，一并答复。', mergedSolved: true });
    const merged = await desk.until(id, 'merged', ({ history }) =>
      history.some(({ type }) => type === 'results-merged'),
    );
    expect(merged.answer).toBe('两单位均已处理，一并答复。');
    expect(merged.assignments.map(({ unit, role, status }) => `${unit} ${role} ${status}`).sort()).toEqual([
      'city-housing co done',
      'city-management lead done',
      'city-police co returned',
    ]);

    // the citizen sees unit, time, course and result, the picture, and what is not solved with the next step
    const known = { number, code: queryCode };
    const told = (await (await askAsCitizen(app.url, 'cases', known)).json()) as {
      answer: string;
      results: { unit: string; course: string; attachments: { id: string }[]; nextStep: string | null }[];
    };
    expect(told.answer).toBe('两单位均已处理，一并答复。');
    expect(told.results).toMatchObject([
      {
        unit: 'city-management',
        course: '接单后即到现场核实，并与诉求人取得联系。',
        result: '经核实问题已处理完毕，感谢您的理解与支持。',
        attachments: [{ kind: 'picture' }],
      },
      { unit: 'city-housing', solved: false, unsolvedReason: '需上级审批。', nextStep: '审批后告知。' },
    ]);
    const picture = `attachments/${told.results[0]!.attachments[0]!.id}`;
    expect((await askAsCitizen(app.url, picture, known)).status).toBe(200);
    expect((await askAsCitizen(app.url, picture, { ...known, code: 'AAAAAAAA' })).status).toBe(404);

    await desk.does(id, 'revisit', { reached: true, satisfaction: 'satisfied' });
    const { instructions } = (await desk.until(id, 'archived', ({ stage }) => stage === 'archived')) as unknown as {
      instructions: { post: string; overdueAt: string | null; fedBackAt: string | null }[];
    };
    expect(instructions).toHaveLength(2);
    expect(instructions.every(({ fedBackAt }) => fedBackAt !== null)).toBe(true);
    expect(instructions[0]!.overdueAt).not.toBeNull();
  });

  it('one part of a joint handling is overdue and supervised while the others are done; one result is made of all', async () => {
    const { id } = await desk.register('城关镇河道边养殖污染，臭味扰民，希望解决', {
      units: ['county-environment', 'county-management'],
    });
    await desk.classified(id);
    await desk.does(id, 'sign-in', {}, 'county-environment');
    await desk.does(id, 'sign-in', {}, 'county-management');
    await desk.handles(id, 'county-environment');
    const done = await desk.until(id, 'the lead is done', ({ assignments }) =>
      assignments.some(({ unit, status }) => unit === 'county-environment' && status === 'done'),
    );
    const co = done.assignments.find(({ unit }) => unit === 'county-management')!;
    const passed = new Date(Date.parse(co.issuedAt) + 1000).toISOString();
    await desk.people.put('supervisor', `/cases/${id}/statutory-limit`, { limit: passed, basis: '条例第六条' });
    const late = await desk.until(id, 'overdue', ({ history }) =>
      history.some(({ type }) => type === 'handling-overdue'),
    );
    expect(late.history.filter(({ type }) => type === 'handling-overdue')).toMatchObject([
      { data: { unit: 'county-management' } },
    ]);
    await desk.wait('supervised', async () => {
      const all = await desk.people.get<{ ground: string }[]>('supervisor', `/cases/${id}/supervision`);
      return all.some(({ ground }) => ground === 'overdue') ? true : undefined;
    });
    await desk.handles(id, 'county-management');
    await desk.does(id, 'merge-results', { mergedResult: '两单位均已处理。', mergedSolved: true });
    const merged = await desk.until(id, 'merged', ({ history }) =>
      history.some(({ type }) => type === 'results-merged'),
    );
    const onTime = merged.history.filter(({ type }) => type === 'result-recorded').map(({ data }) => data.onTime);
    expect(onTime).toEqual([true, false]);
  });

  it('lets an enterprise’s result pass its four reviewers, the audit, submission and filing, each on record', async () => {
    const { id } = await desk.register('公司地铁站安全隐患，存在火灾风险，请整改', { profile: 'enterprise' });
    if ((await desk.classified(id, { hot: true })) === 'instruct') {
      await desk.does(id, 'instruct', { instruction: '办理。', instructionAction: 'transfer' });
    }
    const unit = (await desk.until(id, 'issued', ({ assignments }) => Boolean(assignments[0]?.issuedAt)))
      .assignments[0]!.unit;
    await desk.does(id, 'sign-in', {}, unit);
    await desk.does(id, 'handle', {
      handlingUnit: unit,
      handledAt: new Date().toISOString(),
      course: '接单后到场检查，并与诉求人联系。',
      result: '经检查隐患已排除，感谢您的支持。',
      solved: true,
    });
    for (let step = 0; step < 4; step += 1) await desk.does(id, 'review-result', { approved: true, comment: '同意' });
    await desk.does(id, 'audit-reply', { auditPassed: true });
    const sentAt = new Date().toISOString();
    await desk.does(id, 'submit-result', { recipient: '集团12345分中心', reference: '2026-1', sentAt });
    await desk.does(id, 'submit-result', { recipient: '廉政监督员', sentAt });
    const { history } = await desk.until(id, 'recorded', (view) =>
      view.history.some(({ type }) => type === 'result-recorded'),
    );
    const of = (type: string) => history.find((event) => event.type === type)!.data;
    expect((of('result-recorded').reviews as { step: string }[]).map(({ step }) => step)).toEqual([
      '具体责任部门审核',
      '综合管理部审核',
      '分管领导审核',
      '公司总经理审核',
    ]);
    expect(of('result-submitted')).toMatchObject({ step: '报送集团12345分中心', reference: '2026-1' });
    expect(of('result-filed')).toMatchObject({ step: '报公司廉政监督员备案', recipient: '廉政监督员' });
  });
});
