import { DataSource } from 'typeorm';
import { Desk, PICTURE } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(600_000);

const TOWN = 'chengguan-town';
const parts = {
  reason: '经核实不属于本单位办理范围。',
  suggestedUnit: 'county-management',
  evidence: '三定方案第三条。',
};

describe('returns, phone notices, limits set by law (D5)', () => {
  let app: RunningApp;
  let database: DataSource;
  let desk: Desk;

  beforeAll(async () => {
    app = await startApp();
    database = await new DataSource({ type: 'postgres', url: app.databaseUrl }).initialize();
    desk = new Desk(app);
  });

  afterAll(async () => {
    await database?.destroy();
    await app?.stop();
  });

  const townCase = async (): Promise<{ id: string; assignmentId: string; path: string }> => {
    const { id } = await desk.register('城关镇占道经营，市容很差，希望解决');
    await desk.task(id, 'sign-in', TOWN);
    const assignmentId = (await desk.view(id)).assignments[0]!.id;
    return { id, assignmentId, path: `/assignments/${assignmentId}` };
  };
  const applies = (path: string, body: Record<string, unknown>) =>
    desk.people.post<{ id: string }>(`${TOWN}-handler`, `${path}/return`, body);

  it('needs each of the four parts, and the opinion as an attachment of this assignment', async () => {
    const { assignmentId, path } = await townCase();
    const other = await townCase();
    const leaderOpinion = await desk.signedOpinion(TOWN, assignmentId);
    for (const missing of [
      { ...parts, leaderOpinion, reason: ' ' },
      { ...parts, leaderOpinion, suggestedUnit: '' },
      { ...parts, leaderOpinion, evidence: '' },
      { ...parts, leaderOpinion: '' },
      { ...parts, leaderOpinion: '同意（单位负责人签）' },
      { ...parts, leaderOpinion: await desk.signedOpinion(TOWN, other.assignmentId) },
    ]) {
      expect(await desk.refusal(applies(path, missing))).toMatchObject({ status: 422, code: 'return-incomplete' });
    }
    expect(await database.query('SELECT 1 FROM return_request WHERE assignment_id = $1', [assignmentId])).toEqual([]);
    expect(await applies(path, { ...parts, leaderOpinion })).toHaveProperty('id');
  });

  it('valid: the duties are determined, it is transferred again, and the clock starts anew', async () => {
    const { id, assignmentId, path } = await townCase();
    const leaderOpinion = await desk.signedOpinion(TOWN, assignmentId);
    await applies(path, { ...parts, leaderOpinion });
    await desk.does(id, 'review-return', { returnValid: true, determinedUnit: 'county-police', comment: '属公安职责' });
    await desk.task(id, 'sign-in', 'county-police');
    const { assignments } = await desk.view(id);
    expect(assignments.map(({ unit, role, status }) => [unit, role, status])).toEqual([
      [TOWN, 'lead', 'returned'],
      ['county-police', 'lead', 'issued'],
    ]);
    expect(Date.parse(assignments[1]!.issuedAt)).toBeGreaterThan(Date.parse(assignments[0]!.issuedAt));
    const requests = await desk.people.get<{ returns: object[] }>('supervisor', `${path}/requests`);
    expect(requests.returns).toMatchObject([{ status: 'granted', determinedUnit: 'county-police', leaderOpinion }]);
  });

  it('not valid: rejected for a reason, the original deadline stays, and there is no second return unless allowed', async () => {
    const { id, assignmentId, path } = await townCase();
    const before = (await desk.view(id)).assignments[0]!;
    const leaderOpinion = await desk.signedOpinion(TOWN, assignmentId);
    await applies(path, { ...parts, leaderOpinion });
    const { key } = await desk.task(id, 'review-return');
    const silent = desk.people.post('supervisor', `/tasks/${key}/complete`, { values: { returnValid: false } });
    expect((await desk.refusal(silent)).message).toContain('"field":"comment","code":"required"');
    await desk.does(id, 'review-return', { returnValid: false, comment: '依据不足' });
    await desk.task(id, 'handle', TOWN);
    expect((await desk.view(id)).assignments[0]).toMatchObject({
      status: 'signed-in',
      handlingDue: before.handlingDue,
      // who applies has taken receipt: it counts as signed in, and is not overdue later with no task to do it by
      signedInAt: expect.any(String),
      signedInBy: `${TOWN}-handler`,
    });
    expect(await desk.refusal(applies(path, { ...parts, leaderOpinion }))).toMatchObject({ code: 'return-only-once' });
    const allow = (who: string, reason: string) => desk.people.post(who, `${path}/second-return`, { reason });
    expect(await desk.refusal(allow('agent', '新证据'))).toMatchObject({ code: 'forbidden' });
    expect(await desk.refusal(allow('supervisor', ' '))).toMatchObject({ code: 'validation-failed' });
    await allow('supervisor', '单位补充了新的有效依据');
    await applies(path, { ...parts, leaderOpinion });
    await desk.does(id, 'review-return', { returnValid: false, comment: '仍属本单位职责' });
    await desk.task(id, 'handle', TOWN);
    expect(await desk.refusal(applies(path, { ...parts, leaderOpinion }))).toMatchObject({ code: 'return-only-once' });
  });

  it('phones the unit of an urgent case until somebody is reached, each call with its record', async () => {
    const { id } = await desk.register('城关镇垃圾堆起火冒烟，情况紧急，很危险，请马上派人处理');
    if ((await desk.classified(id, { urgency: 'urgent' })) === 'instruct') {
      await desk.does(id, 'instruct', {
        instruction: '立即处置。',
        instructionAction: 'transfer',
        chosenUnits: [TOWN],
      });
    }
    const call = { number: '02000000301', phonedAt: new Date().toISOString(), note: '电话通知' };
    await desk.does(id, 'phone-unit', { ...call, unitReached: false });
    await desk.wait('the second call', async () => {
      const { items } = await desk.people.get<{ items: unknown[] }>(
        'agent',
        `/tasks?caseId=${id}&elementId=phone-unit`,
      );
      const calls: unknown[] = await database.query('SELECT 1 FROM phone_notice');
      return calls.length === 1 && items.length === 1 ? true : undefined;
    });
    const [assignment] = (await desk.view(id)).assignments;
    expect(assignment!.phonedAt).toBeNull();
    await desk.does(id, 'phone-unit', { ...call, unitReached: true, answeredBy: '值班员 吴刚' });
    await desk.until(id, 'phoned', ({ assignments }) => assignments[0]!.phonedAt !== null);
    const { phoneNotices } = await desk.people.get<{ phoneNotices: object[] }>(
      'supervisor',
      `/assignments/${assignment!.id}/requests`,
    );
    expect(phoneNotices).toMatchObject([
      { phonedBy: 'agent', reached: false, answeredBy: null },
      { phonedBy: 'agent', reached: true, answeredBy: '值班员 吴刚', number: '02000000301' },
    ]);
  });

  it('lets a limit set by law prevail, whenever it is set; only the law can prolong it', async () => {
    const limit = { statutoryLimit: '15 working days', statutoryBasis: '行政复议法' };
    expect(await desk.refusal(desk.register('举报', { ...limit, statutoryLimit: 'soon' }))).toMatchObject({
      code: 'validation-failed',
    });
    const { id } = await desk.register('城关镇垃圾没人清理，卫生很差，希望解决', limit);
    await desk.task(id, 'sign-in', TOWN);
    const [assignment] = (await desk.view(id)).assignments;
    expect(Date.parse(assignment!.handlingDue) - Date.parse(assignment!.issuedAt)).toBeGreaterThan(18 * 86_400_000);
    const extension = { grounds: '复杂', reason: '需要时间', days: 3, explained: '已解释' };
    const asked = desk.people.post(`${TOWN}-handler`, `/assignments/${assignment!.id}/extension`, extension);
    expect(await desk.refusal(asked)).toMatchObject({ code: 'extension-statutory' });

    const openTask = async () => {
      const { items } = await desk.people.get<{ items: { key: string; dueAt: string }[] }>(
        `${TOWN}-handler`,
        `/tasks?caseId=${id}&elementId=handle`,
      );
      return items[0];
    };
    const dueAt = async (due: string) =>
      desk.wait(`the open task is due ${due}`, async () => {
        const task = await openTask();
        return task && Date.parse(task.dueAt) === Date.parse(due) ? task : undefined;
      });
    await desk.does(id, 'sign-in', { contact: '吴刚', contactPhone: '02000000301' }, TOWN);
    await dueAt(assignment!.handlingDue);
    // the order is out: the deadline moves all the same, on record, and with it the open task
    const set = (given: string, basis: string) =>
      desk.people.put('supervisor', `/cases/${id}/statutory-limit`, { limit: given, basis });
    await set('60 days', '条例第五条');
    const later = (await desk.view(id)).assignments[0]!;
    expect(Date.parse(later.handlingDue)).toBeGreaterThan(Date.parse(assignment!.handlingDue));
    expect(later.issuedAt).toBe(assignment!.issuedAt);
    await dueAt(later.handlingDue);
    // one that ends within the hours of the reminder: the unit is reminded of it
    await set('3 hours', '条例第七条');
    const soon = (await desk.view(id)).assignments[0]!.handlingDue;
    expect(Date.parse(soon) - Date.parse(later.issuedAt)).toBe(3 * 3_600_000);
    await desk.until(id, 'reminded', ({ history }) =>
      history.some(({ type, data }) => type === 'reminder-sent' && data.handlingDue === soon),
    );
    // a shorter one that has passed: overdue at once, and supervised
    const passed = new Date(Date.parse(later.issuedAt) + 1000).toISOString();
    await set(passed, '条例第六条');
    await dueAt(passed);
    const overdue = await desk.until(id, 'overdue', ({ history }) =>
      history.some(({ type }) => type === 'handling-overdue'),
    );
    const moved = overdue.history.filter(({ type }) => type === 'deadline-moved');
    expect(moved.map(({ data }) => [data.from, data.handlingDue, data.basis])).toEqual([
      [assignment!.handlingDue, later.handlingDue, '条例第五条'],
      [later.handlingDue, soon, '条例第七条'],
      [soon, passed, '条例第六条'],
    ]);
  });

  it('a granted extension moves the open task and the reminder with the deadline; a limit of law makes it lapse', async () => {
    const { id, assignmentId, path } = await townCase();
    await desk.does(id, 'sign-in', { contact: '吴刚', contactPhone: '02000000301' }, TOWN);
    await desk.task(id, 'handle', TOWN);
    const extension = { grounds: '复杂', reason: '需要时间', days: 5, explained: '已解释' };
    const ask = () => desk.people.post<{ newDue: string }>(`${TOWN}-handler`, `${path}/extension`, extension);
    const { newDue } = await ask();
    await desk.does(id, 'review-extension', { extensionApproved: true, comment: '同意' });
    await desk.wait('the open task is due later', async () => {
      const { items } = await desk.people.get<{ items: { dueAt: string }[] }>(
        `${TOWN}-handler`,
        `/tasks?caseId=${id}&elementId=handle`,
      );
      return items[0] && Date.parse(items[0].dueAt) === Date.parse(newDue) ? true : undefined;
    });
    const dates = async (): Promise<{ handling_due: Date; remind_at: Date }> => {
      const [row] = await database.query<{ handling_due: Date; remind_at: Date }[]>(
        'SELECT handling_due, remind_at FROM assignment WHERE id = $1',
        [assignmentId],
      );
      return row!;
    };
    const extended = await dates();
    expect(extended.handling_due.toISOString()).toBe(newDue);
    expect(extended.handling_due.getTime() - extended.remind_at.getTime()).toBe(4 * 3_600_000);
    await ask();
    await desk.people.put('supervisor', `/cases/${id}/statutory-limit`, { limit: '3 working days', basis: '条例' });
    const byLaw = await dates();
    expect(byLaw.handling_due.getTime()).toBeLessThan(extended.handling_due.getTime());
    await desk.does(id, 'review-extension', { extensionApproved: true, comment: '同意' });
    await desk.wait('reviewed', async () => {
      const { items } = await desk.people.get<{ items: unknown[] }>(
        'supervisor',
        `/tasks?caseId=${id}&elementId=review-extension`,
      );
      return items.length === 0 ? true : undefined;
    });
    expect((await dates()).handling_due).toEqual(byLaw.handling_due);
    const requests = await desk.people.get<{ extensions: { status: string }[] }>('supervisor', `${path}/requests`);
    expect(requests.extensions.map(({ status }) => status)).toEqual(['granted', 'lapsed']);
  });

  it.each([
    ['a path', '../../etc/passwd.png', 'attachment-name-refused'],
    ['a turned name', 'opinion\u202egnp.exe.png', 'attachment-name-refused'],
    ['another ending than its content', 'opinion.pdf', 'attachment-name-refused'],
    ['no ending', 'opinion', 'attachment-name-refused'],
    ['content of no known kind', 'opinion.png', 'attachment-type-refused'],
  ])('refuses an attachment with %s and keeps nothing', async (what, name, code) => {
    const { assignmentId } = await townCase();
    const content = what.startsWith('content') ? Buffer.from('<script>alert(1)</script>') : PICTURE;
    const added = desk.people.upload(`${TOWN}-handler`, `/assignments/${assignmentId}/attachments`, {
      purpose: 'leader-opinion',
      name,
      content,
    });
    expect(await desk.refusal(added)).toMatchObject({ status: 422, code });
    expect(await database.query('SELECT 1 FROM attachment WHERE assignment_id = $1', [assignmentId])).toEqual([]);
  });

  it('gives an attachment to those who may see its case only, as a download', async () => {
    const { id, assignmentId } = await townCase();
    const attachment = await desk.signedOpinion(TOWN, assignmentId);
    // the same content again is the same attachment
    expect(await desk.signedOpinion(TOWN, assignmentId)).toBe(attachment);
    expect(await desk.people.get('supervisor', `/cases/${id}/attachments`)).toMatchObject([
      { id: attachment, kind: 'picture', mediaType: 'image/png', name: '领导签署意见.png' },
    ]);
    const download = await desk.people.open('supervisor', `/attachments/${attachment}`);
    expect(download.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(download.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PICTURE);
    expect((await desk.people.open('heping-town-handler', `/attachments/${attachment}`)).status).toBe(404);
  });
});
