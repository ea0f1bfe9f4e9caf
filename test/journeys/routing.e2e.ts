import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemoClient, Refused } from '../../src/demo/client';
import { type RunningApp, startApp } from '../support/system';

/** A picture of one dot stands for the signed page. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

jest.setTimeout(400_000);

interface Proposal {
  outcome: string;
  units: { unit: string; role: string | null; reasons: { rule: string; text: string }[] }[];
}

interface Found {
  assignments: { id: string; unit: string; role: string; status: string }[];
  history: { type: string; data: Record<string, unknown> }[];
}

const DISPUTED = '整栋楼停水又停电，无法使用，请协调';
const LITTER = '城关镇垃圾没人清理，卫生很差，希望解决';

describe('routing through the API', () => {
  let app: RunningApp;
  let people: DemoClient;

  beforeAll(async () => {
    app = await startApp();
    people = new DemoClient(app.url, app.demoPassword);
  });

  afterAll(() => app?.stop());

  const propose = (content: string): Promise<Proposal> => people.post('agent', '/routing/proposals', { content });
  const register = (content: string, units?: string[]): Promise<{ id: string }> =>
    people.post('agent', '/cases', { content, channel: 'phone', ...(units ? { units } : {}) });
  const found = (id: string): Promise<Found> => people.get('supervisor', `/cases/${id}`);

  async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + 180_000; Date.now() < end;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    throw new Error(`never came: ${what}`);
  }

  const taskOf = (username: string, caseId: string, elementId: string): Promise<{ key: string }> =>
    until(`${elementId} for ${username}`, async () => {
      const path = `/tasks?caseId=${caseId}&elementId=${elementId}`;
      return (await people.get<{ items: { key: string }[] }>(username, path)).items[0];
    });
  const complete = async (username: string, caseId: string, elementId: string, values: object): Promise<void> =>
    people.post(username, `/tasks/${(await taskOf(username, caseId, elementId)).key}/complete`, { values });
  const routed = (id: string, round = 1): Promise<Found> =>
    until(`${round} assignments of ${id}`, async () => {
      const seen = await found(id);
      return seen.assignments.length >= round ? seen : undefined;
    });

  it('proposes units while the agent types, with reasons in words, and keeps nothing', async () => {
    const before = await people.get<{ total: number }>('supervisor', '/cases');
    const proposal = await propose(LITTER);
    expect(proposal).toMatchObject({ outcome: 'routed', units: [{ unit: 'chengguan-town', role: 'lead' }, {}, {}] });
    expect(proposal.units[0]!.reasons.map(({ text }) => text)).toContain('属地优先：城关镇（100 分）');
    expect(await people.get('supervisor', '/cases')).toMatchObject({ total: before.total });
  });

  it('lets duties that are unclear be negotiated, and remembers what came of it', async () => {
    expect(await propose(DISPUTED)).toMatchObject({
      outcome: 'negotiate',
      units: [{ unit: 'city-power' }, { unit: 'city-water' }],
    });
    const { id } = await register(DISPUTED);
    await complete('city-power-handler', id, 'state-position', { position: 'co', grounds: '先停水，后跳闸' });
    // Who negotiates reads the case, and not who the citizen is; nobody else of the units does.
    expect(await people.get('city-water-handler', `/cases/${id}`)).toMatchObject({ id });
    await expect(people.get('city-gas-handler', `/cases/${id}`)).rejects.toThrow('not-found');
    await complete('supervisor', id, 'agree-unit', {
      chosenUnits: ['city-water', 'city-power'],
      opinion: '水务集团主办，供电公司协办',
    });
    const { assignments, history } = await routed(id, 2);
    expect(assignments.map(({ unit, role }) => [unit, role]).sort()).toEqual([
      ['city-power', 'co'],
      ['city-water', 'lead'],
    ]);
    expect(history.find(({ type }) => type === 'negotiation-settled')?.data).toMatchObject({
      lead: 'city-water',
      coUnits: ['city-power'],
      designated: false,
    });
    const after = await propose(DISPUTED);
    expect(after).toMatchObject({ outcome: 'routed', units: [{ unit: 'city-water', role: 'lead' }, {}] });
    expect(after.units[0]!.reasons.map(({ rule }) => rule)).toContain('prior');
  });

  it('lets a leader designate when the deadline of a changed table has passed', async () => {
    const name = 'negotiation-limits.dmn';
    const text = readFileSync(join(process.cwd(), 'bpmn', name), 'utf8');
    // An owner's change: urgent matters are negotiated for a few seconds only.
    const content = text.replace('<text>2</text>', '<text>0.001</text>');
    await people.post('owner', '/deployments', { resources: [{ name, content }] });
    const { id } = await register('退休以后医保断缴，情况紧急，请帮忙解决');
    const events = async () => (await found(id)).history.map(({ type }) => type);
    await until('the negotiation', async () => (await events()).includes('negotiation-opened') || undefined);
    await complete('leader', id, 'designate-unit', { chosenUnits: ['county-labour'], opinion: '人社局先行处置' });
    const { assignments, history } = await routed(id);
    expect(assignments).toMatchObject([{ unit: 'county-labour', role: 'lead' }]);
    expect(history.find(({ type }) => type === 'negotiation-settled')?.data).toMatchObject({ designated: true });
    const left = await people.get<{ total: number }>('county-insurance-handler', `/tasks?caseId=${id}`);
    expect(left).toMatchObject({ total: 0 });
  });

  it('learns from what agents correct: after three corrections the other unit is proposed', async () => {
    const refused = await register(LITTER, ['no-such-unit']).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: 'unknown-unit' });
    // Two corrections make up for the distance: a dispute; the third decides it.
    for (const outcome of ['routed', 'routed', 'negotiate']) {
      expect(await propose(LITTER)).toMatchObject({ outcome });
      const { id } = await register(LITTER, ['county-management']);
      expect((await routed(id)).assignments).toMatchObject([{ unit: 'county-management', role: 'lead' }]);
    }
    const proposal = await propose(LITTER);
    expect(proposal).toMatchObject({ outcome: 'routed', units: [{ unit: 'county-management', role: 'lead' }, {}, {}] });
    const prior = proposal.units[0]!.reasons.find(({ rule }) => rule === 'prior');
    expect(prior?.text).toContain('派给 3 件');
    // A case of its own goes there now, without anybody choosing.
    const { id } = await register(LITTER);
    expect((await routed(id)).assignments).toMatchObject([{ unit: 'county-management' }]);
  });

  it('counts a valid return against the rule and the unit, and sends the case to whom it suggested', async () => {
    const { id } = await register('和平镇乱扔垃圾，卫生很差，希望解决');
    const [assignment] = (await routed(id)).assignments;
    expect(assignment).toMatchObject({ unit: 'heping-town' });
    await taskOf('heping-town-handler', id, 'sign-in');
    const { id: leaderOpinion } = await people.upload<{ id: string }>(
      'heping-town-handler',
      `/assignments/${assignment!.id}/attachments`,
      { purpose: 'leader-opinion', name: '领导签署意见.png', content: PICTURE },
    );
    await people.post('heping-town-handler', `/assignments/${assignment!.id}/return`, {
      reason: '该路段由县公安局管理',
      suggestedUnit: 'county-police',
      evidence: '三定方案第三条',
      leaderOpinion,
    });
    await complete('supervisor', id, 'review-return', { returnValid: true, comment: '属实' });
    const { assignments } = await routed(id, 2);
    expect(assignments.map(({ unit, status }) => [unit, status === 'returned'])).toEqual([
      ['heping-town', true],
      ['county-police', false],
    ]);
    const report = await people.get<{
      byRule: { rule: string; returned: number; corrected: number }[];
      byUnit: { unit: string; assignments: number; returned: number; rate: number }[];
    }>('supervisor', '/reports/routing');
    expect(report.byUnit).toContainEqual(
      expect.objectContaining({ unit: 'heping-town', assignments: 1, returned: 1, rate: 1 }),
    );
    expect(report.byRule.find(({ rule }) => rule === 'local-first')).toMatchObject({ returned: 1, corrected: 2 });
  });
});
