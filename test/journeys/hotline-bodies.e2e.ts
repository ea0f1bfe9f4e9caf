import { Desk, PICTURE } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(600_000);

interface Part {
  id: string;
  unit: string;
  body: string;
  parentId: string | null;
  status: string;
  issuedAt: string | null;
  handlingDue: string;
}

interface View {
  body: string;
  stage: string;
  assignments: Part[];
  history: { type: string; data: Record<string, unknown> }[];
}

describe('several hotline bodies: a city with county and district sub-platforms (D3 第四条, D6 第三条, 第五条)', () => {
  let app: RunningApp;
  let desk: Desk;
  const view = (as: string, id: string): Promise<View> => desk.people.get(as, `/cases/${id}`);
  const until = (as: string, id: string, what: string, holds: (found: View) => boolean): Promise<View> =>
    desk.wait(what, async () => {
      const found = await view(as, id);
      return holds(found) ? found : undefined;
    });
  /** Completes the open task of an element as a named account. */
  const does = async (as: string, id: string, elementId: string, values: Record<string, unknown>, unit?: string) => {
    const { key } = await desk.wait(`${elementId} for ${as}`, async () => {
      const { items } = await desk.people.get<{
        items: { key: string; elementId: string; candidateGroups: string[] }[];
      }>(as, `/tasks?caseId=${id}&elementId=${elementId}`);
      return items.find((task) => !unit || task.candidateGroups.some((group) => group.split(':')[1] === unit));
    });
    await desk.people.post(as, `/tasks/${key}/complete`, { values });
  };
  const reply = (unit: string) => ({
    handlingUnit: unit,
    handledAt: new Date().toISOString(),
    course: '接单后即到现场核实，并与诉求人取得联系。',
    result: '经核实问题已处理完毕，感谢您的理解与支持。',
    solved: true,
  });

  /** A case that the city's agent registers for the district's platform, classified. */
  const forTheDistrict = async (content: string): Promise<string> => {
    const { id } = await desk.people.post<{ id: string }>('city-agent', '/cases', {
      content,
      channel: 'phone',
      units: ['district-platform'],
    });
    const first = await desk.wait('classified', async () => {
      const tasks = await desk.people.get<{ elementId: string }[]>('city-agent', `/cases/${id}/tasks`);
      return tasks[0]?.elementId;
    });
    if (first === 'classify-manually') {
      await does('city-agent', id, 'classify-manually', {
        caseType: 'complain',
        category: 'civilised-city',
        urgency: 'normal',
        responseLevel: 'general',
        area: 'binhe',
        hot: false,
        major: false,
        answerable: false,
      });
    }
    return id;
  };

  beforeAll(async () => {
    app = await startApp();
    desk = new Desk(app);
  });

  afterAll(() => app?.stop());

  it('hands down to a sub-platform, which handles it by its own people inside the time given, and takes its report back', async () => {
    const id = await forTheDistrict('滨河街道小区垃圾堆积没人清理，卫生很差，希望解决');
    // the sub-platform's own people take receipt; until then nobody else of another body sees the case
    await does('district-agent', id, 'sign-in', {}, 'district-platform');
    expect((await desk.refusal(view('supervisor', id))).code).toBe('not-found');
    const down = await until('district-supervisor', id, 'its unit has an order', ({ assignments }) =>
      assignments.some(({ parentId, issuedAt }) => parentId !== null && issuedAt !== null),
    );
    const platform = down.assignments.find(({ parentId }) => parentId === null)!;
    const part = down.assignments.find(({ parentId }) => parentId === platform.id)!;
    expect([platform.unit, platform.body, part.unit, part.body]).toEqual([
      'district-platform',
      'city',
      'binhe-street',
      'district',
    ]);
    // inside the parent's time, and the first receiver stays answerable
    expect(new Date(part.handlingDue) <= new Date(platform.handlingDue)).toBe(true);
    expect(down.body).toBe('city');
    const handedDown = down.history.find(({ type }) => type === 'handed-down')!;
    expect(handedDown.data).toMatchObject({ from: 'city', to: 'district', profile: 'county', firstReceiver: 'city' });

    // a unit of the sub-platform asks for more time than the city gave: refused by the rule, the case stays as it was
    const longer = desk.people.post('binhe-street-handler', `/assignments/${part.id}/extension`, {
      grounds: '情况复杂。',
      reason: '需要更多时间。',
      days: 5,
      explained: '已向诉求人说明。',
    });
    expect((await desk.refusal(longer)).code).toBe('extension-beyond-parent');
    // what was handed down is not the sub-platform's to change
    const correct = desk.people.post('district-supervisor', `/cases/${id}/supervision`, { ground: 'hot-issue' });
    expect((await desk.refusal(correct)).code).toBe('not-own-case');

    await does('binhe-street-handler', id, 'sign-in', {});
    await does('binhe-street-handler', id, 'handle', reply('滨河街道办事处'));
    await does('binhe-street-reviewer', id, 'review-result', { approved: true });
    await does('district-supervisor', id, 'audit-reply', { auditPassed: true });
    // the sub-platform reports back up; the city's people review and revisit
    await does('district-agent', id, 'handle', reply('临江区12345分平台'));
    await does('district-supervisor', id, 'review-result', { approved: true });
    await does('city-supervisor', id, 'audit-reply', { auditPassed: true });
    await does('city-agent', id, 'revisit', { reached: true, satisfaction: 'satisfied' });
    const done = await until('city-supervisor', id, 'archived', ({ stage }) => stage === 'archived');
    expect(done.history.map(({ type }) => type)).toContain('reported-back');
    expect(done.assignments.map(({ unit, status }) => `${unit} ${status}`).sort()).toEqual([
      'binhe-street done',
      'district-platform done',
    ]);

    // figures of each body's units
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const unitsOf = async (as: string) =>
      (await desk.people.get<{ unit: string }[]>(as, `/kpi/assessment?from=${today}&to=${today}`)).map(
        ({ unit }) => unit,
      );
    expect(await unitsOf('city-supervisor')).toEqual(['district-platform']);
    expect(await unitsOf('district-supervisor')).toEqual(['binhe-street']);
  });

  it('a sub-platform hands a case back up by the rule of returns; rejected, it and its units go on as they were', async () => {
    const id = await forTheDistrict('滨河街道路边违章建筑无人处理，请尽快解决');
    await does('district-agent', id, 'sign-in', {}, 'district-platform');
    const issued = ({ assignments }: View) => assignments.find(({ parentId, issuedAt }) => parentId && issuedAt);
    const down = await until('district-supervisor', id, 'handed down', (found) => issued(found) !== undefined);
    const platform = down.assignments.find(({ parentId }) => parentId === null)!;
    const part = issued(down)!;
    const unitOfPart = `${part.unit}-handler`;
    await does(unitOfPart, id, 'sign-in', {});
    const path = `/assignments/${platform.id}`;
    const { id: leaderOpinion } = await desk.people.upload<{ id: string }>('district-agent', `${path}/attachments`, {
      purpose: 'leader-opinion',
      name: '分平台负责人意见.png',
      content: PICTURE,
    });
    const asked = {
      reason: '经核实属市城管局职责。',
      suggestedUnit: 'city-management',
      evidence: '三定方案第二条。',
      leaderOpinion,
    };
    // neither the body above nor a unit below asks for it, and only the body above allows it once more
    expect((await desk.refusal(desk.people.post('city-agent', `${path}/return`, asked))).code).toBe('forbidden');
    expect((await desk.refusal(desk.people.post(unitOfPart, `${path}/return`, asked))).code).toBe('not-found');
    await desk.people.post('district-agent', `${path}/return`, asked);
    await does('city-supervisor', id, 'review-return', { returnValid: false, comment: '属地先行处置。' });
    const goesOn = await until('city-supervisor', id, 'rejected', ({ history }) =>
      history.some(({ type }) => type === 'return-rejected'),
    );
    expect(goesOn.assignments.find((one) => one.id === platform.id)).toMatchObject({
      status: 'signed-in',
      handlingDue: platform.handlingDue,
    });
    // its unit is asked for the same order, not for another one
    await does(unitOfPart, id, 'sign-in', {});
    const orders = await view('district-supervisor', id);
    expect(issued(orders)).toMatchObject({ id: part.id, issuedAt: part.issuedAt, handlingDue: part.handlingDue });
    expect(orders.history.filter(({ type }) => type === 'handling-order-issued')).toHaveLength(2);

    const again = () => desk.people.post('district-agent', `${path}/return`, asked);
    expect((await desk.refusal(again())).code).toBe('return-only-once');
    const allow = (as: string) => desk.people.post(as, `${path}/second-return`, { reason: '补充了新的依据' });
    expect((await desk.refusal(allow('district-supervisor'))).code).toBe('forbidden');
    await allow('city-supervisor');
    await again();
    await does('city-supervisor', id, 'review-return', {
      returnValid: true,
      determinedUnit: 'city-management',
      comment: '属市城管局职责。',
    });
    await does('city-management-handler', id, 'sign-in', {});
    const moved = await until('city-supervisor', id, 'another unit has it', ({ assignments }) =>
      assignments.some(({ unit, status }) => unit === 'city-management' && status === 'signed-in'),
    );
    expect(moved.assignments.map(({ unit, status }) => `${unit} ${status}`).sort()).toEqual(
      [`${part.unit} withdrawn`, 'city-management signed-in', 'district-platform returned'].sort(),
    );
  });

  it('keeps the bodies’ own cases apart', async () => {
    const { id } = await desk.people.post<{ id: string }>('district-agent', '/cases', {
      content: '东门街道井盖破损，请尽快维修',
      channel: 'phone',
      citizen: { phone: '13800000777' },
    });
    for (const other of ['city-supervisor', 'supervisor', 'agent']) {
      expect((await desk.refusal(view(other, id))).code).toBe('not-found');
      const { items } = await desk.people.get<{ items: { id: string }[] }>(other, '/cases?page=1&pageSize=100');
      expect(items.map((item) => item.id)).not.toContain(id);
    }
    const callers = await desk.people.post<unknown[]>('agent', '/intake/caller', { phone: '13800000777' });
    expect(callers).toEqual([]);
    expect(await desk.people.post('district-agent', '/intake/caller', { phone: '13800000777' })).toHaveLength(1);
  });
});
