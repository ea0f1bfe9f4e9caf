import { Desk } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(600_000);

describe('a part that is handed back again (D5 一(二) 职责界定)', () => {
  let app: RunningApp;
  let desk: Desk;

  beforeAll(async () => {
    app = await startApp();
    desk = new Desk(app);
  });

  afterAll(() => app?.stop());

  it('after two valid returns the units negotiate, and the agreed one gets the order', async () => {
    const { id } = await desk.register('城关镇小区垃圾堆积没人清理，卫生很差，希望解决', {
      units: ['county-management'],
    });
    await desk.classified(id);
    const seen: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const { assignments } = await desk.until(id, 'an order', (view) =>
        view.assignments.some(({ status, issuedAt, unit }) => status === 'issued' && issuedAt && !seen.includes(unit)),
      );
      const open = assignments.find(({ status }) => status === 'issued')!;
      seen.push(open.unit);
      await desk.people.post(`${open.unit}-handler`, `/assignments/${open.id}/return`, {
        reason: '不属于本单位职责。',
        suggestedUnit: 'county-police',
        evidence: '三定方案第三条。',
        leaderOpinion: await desk.signedOpinion(open.unit, open.id),
      });
      await desk.does(id, 'review-return', { returnValid: true });
    }
    await desk.does(id, 'agree-unit', { chosenUnits: ['county-environment'], opinion: '经协商由生态环境局牵头。' });
    const { assignments, history } = await desk.until(id, 'the agreed unit has its order', (view) =>
      view.assignments.some(({ unit, issuedAt }) => unit === 'county-environment' && issuedAt !== null),
    );
    expect(assignments.filter(({ status }) => status === 'returned').map(({ unit }) => unit)).toEqual(seen);
    expect(history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['negotiation-opened', 'negotiation-settled']),
    );
  });

  it('an order given after a correction goes by what the case is now; the one that is out stands', async () => {
    const { id } = await desk.register('城关镇小区楼道堆放杂物没人清理，卫生很差，希望解决', {
      units: ['county-management'],
    });
    await desk.classified(id);
    const orderOf = async (unit: string) => {
      const { assignments } = await desk.until(id, `an order for ${unit}`, (view) =>
        view.assignments.some((one) => one.unit === unit && one.issuedAt),
      );
      return assignments.find((one) => one.unit === unit) as (typeof assignments)[number] & { limits: object };
    };
    const first = await orderOf('county-management');
    expect(first.limits).toMatchObject({ handlingDays: 5 });
    await desk.people.post('supervisor', `/cases/${id}/classification`, { caseType: 'consult' });
    expect(await orderOf('county-management')).toMatchObject({ handlingDue: first.handlingDue });
    await desk.people.post('county-management-handler', `/assignments/${first.id}/return`, {
      reason: '不属于本单位职责。',
      suggestedUnit: 'county-police',
      evidence: '三定方案第三条。',
      leaderOpinion: await desk.signedOpinion('county-management', first.id),
    });
    await desk.does(id, 'review-return', { returnValid: true, determinedUnit: 'county-police' });
    expect((await orderOf('county-police')).limits).toMatchObject({ handlingDays: 3, extensionTimes: 1 });
  });
});
