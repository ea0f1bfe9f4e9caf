import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { DataSource } from 'typeorm';
import { People } from '../support/people';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(400_000);

describe('rectification (D8), archive (D1 一(一)6), annual report (D3) and urges on the running system', () => {
  let app: RunningApp;
  let people: People;

  beforeAll(async () => {
    app = await startApp();
    people = new People(app);
  });
  afterAll(() => app?.stop());

  const bytes = async (username: string, path: string) => {
    const login = { username, password: app.demoPassword };
    const { accessToken } = await people.post<{ accessToken: string }>(username, '/auth/login', login);
    const response = await fetch(`${app.url}/api/v1${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };
  const taskOf = (username: string, elementId: string) =>
    people.until(elementId, async () => {
      const { items } = await people.get<{ items: { key: string }[] }>(username, `/tasks?elementId=${elementId}`);
      return items[0];
    });

  it('rectifies a hot spot by its owner and deadline, and a check that fails sends it back', async () => {
    const dueAt = new Date(Date.now() + 8_000).toISOString();
    const hotspot = {
      title: '社保窗口办事慢',
      description: '一周内 12 件投诉',
      unit: 'chengguan-town',
      owner: '李主任',
      dueAt,
    };
    const { id } = await people.post<{ id: string }>('supervisor', '/hotspots', hotspot);
    const seen = async () =>
      (await people.get<{ id: string; status: string; overdueAt: string | null }[]>('oversight', '/hotspots')).find(
        (one) => one.id === id,
      )!;
    await people.until('overdue', async () => (await seen()).overdueAt);
    const form = async (username: string, elementId: string, values: Record<string, unknown>) => {
      const { key } = await taskOf(username, elementId);
      await people.post(username, `/tasks/${key}/complete`, { values });
    };
    const rectified = { measureKinds: ['process-change', 'training'], measures: '增设两个窗口，推行预约。' };
    await form('chengguan-town-handler', 'rectify', rectified);
    await form('supervisor', 'check-rectification', { passed: false, comment: '仍需排队一小时。' });
    await form('chengguan-town-handler', 'rectify', rectified);
    await form('supervisor', 'check-rectification', { passed: true, comment: '已改善。' });
    await people.until('closed', async () => (await seen()).status === 'closed');
  });

  it('raises the priority of the open task and of the next one when the citizen raises the matter again', async () => {
    const matter = { citizen: { phone: '13800009001' } };
    const { id } = await people.register('城关镇乱扔垃圾，卫生很差，希望解决', matter);
    const priorityOf = async (elementId: string) => {
      const { key } = await people.task('chengguan-town-handler', id, elementId);
      return (await people.get<{ priority: number }>('chengguan-town-handler', `/tasks/${key}`)).priority;
    };
    expect(await priorityOf('sign-in')).toBe(50);
    expect(await people.register('城关镇乱扔垃圾，卫生很差，希望解决！', matter)).toMatchObject({ id, linked: true });
    await people.until('raised', async () => (await priorityOf('sign-in')) === 80);
    await people.work('chengguan-town-handler', id, 'sign-in', { contact: '值班员', contactPhone: '02000000999' });
    expect(await priorityOf('handle')).toBe(80);
    expect(await people.events(id)).toEqual(expect.arrayContaining(['repeated', 'urge-recorded']));
  });

  it('files a closed case as one zip whose opening is audited', async () => {
    const { id, number } = await people.register('化工厂爆炸，多人受伤，请马上救援');
    await people.classified(id, { caseType: 'help', category: 'public-safety', urgency: 'urgent', major: true });
    await people.work('leader', id, 'instruct', { instruction: '已处置，办结。', instructionAction: 'close' });
    await people.work('agent', id, 'revisit', { reached: true, satisfaction: 'satisfied', comment: '已核实。' });
    await people.until('archived', async () => (await people.events(id)).includes('archived'));
    const files = unzipSync(await bytes('oversight', `/cases/${id}/archive/export`));
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as { number: string; retention: string };
    expect(manifest).toMatchObject({ number, retention: 'important' });
    expect(Buffer.from(files['volume.pdf']!).subarray(0, 5).toString()).toBe('%PDF-');
    const processes = JSON.parse(strFromU8(files['processes.json']!)) as {
      name: string;
      elements: { elementId: string; type: string; state: string; startedAt: string | null }[];
    }[];
    const stays = processes.flatMap(({ elements }) => elements);
    for (const elementId of ['classify-case', 'issue-briefing', 'instruct', 'revisit', 'archive-case-file']) {
      expect(stays.find((stay) => stay.elementId === elementId)).toMatchObject({ startedAt: expect.any(String) });
    }
    const trail = await people.get<{ actor: string }[]>('admin', '/audit?action=archive.export');
    expect(trail).toMatchObject([{ actor: 'oversight' }]);
  });

  it('makes the annual report when its timer fires, and a leader approves it', async () => {
    const diagram = readFileSync(join(process.cwd(), 'bpmn', 'annual-report.bpmn'), 'utf8');
    // The owner has it made in some seconds instead of on the tenth of January.
    const soon = diagram.replace('>0 0 9 10 1 *<', '>R1/PT3S<');
    expect(soon).not.toBe(diagram);
    await people.post('owner', '/deployments', { resources: [{ name: 'annual-report.bpmn', content: soon }] });
    const { key } = await taskOf('leader', 'approve-annual-report');
    const [report] = await people.get<{ year: number; status: string }[]>('leader', '/reports/annual');
    expect(report!.status).toBe('compiled');
    const pdf = await bytes('oversight', `/reports/annual/${report!.year}/document`);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await people.post('leader', `/tasks/${key}/complete`, { values: { reportApproved: true, comment: '同意报送。' } });
    await people.until('published', async () => {
      const [published] = await people.get<{ status: string }[]>('leader', '/reports/annual');
      return published!.status === 'published';
    });
  });

  it('leaves nothing for the engine behind', async () => {
    const database = await new DataSource({ type: 'postgres', url: app.databaseUrl }).initialize();
    await people.until('all sent', async () => {
      const left: unknown[] = await database.query('SELECT 1 FROM engine_outbox WHERE sent_at IS NULL');
      return left.length === 0;
    });
    await database.destroy();
  });
});
