import { DataSource } from 'typeorm';
import { DemoClient, Refused } from '../../src/demo/client';
import { playCase } from '../../src/demo/demo';
import { Sealer } from '../../src/personal-data/sealed-column';
import { MATTERS } from '../../src/similarity/same-matter.cases';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(600_000);

interface Registered {
  id: string;
  number: string;
  queryCode: string;
}
interface Detail {
  stage: string;
  answer: string | null;
  round: number;
  assignments: { id: string; unit: string; status: string }[];
  history: { type: string }[];
}

describe('one matter told by several citizens', () => {
  let app: RunningApp;
  let database: DataSource;
  let people: DemoClient;
  const told = MATTERS['mixing plant']!;
  const cases: Registered[] = [];

  beforeAll(async () => {
    app = await startApp();
    database = await new DataSource({ type: 'postgres', url: app.databaseUrl }).initialize();
    people = new DemoClient(app.url, app.demoPassword);
    for (const [index, text] of told.entries()) {
      cases.push(
        await people.post('agent', '/cases', { ...text, channel: 'phone', citizen: { phone: `1390000000${index}` } }),
      );
    }
    await until(async () => {
      const [{ count }] = await database.query('SELECT count(*)::int AS count FROM case_sketch');
      return count === told.length;
    });
  });

  afterAll(async () => {
    await database?.destroy();
    await app?.stop();
  });

  const until = async (reached: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 120_000; Date.now() < end;) {
      if (await reached()) return;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    throw new Error('was not reached');
  };
  const detail = (id: string): Promise<Detail> => people.get('agent', `/cases/${id}`);
  const stageOf = async (id: string) => (await detail(id)).stage;
  /** Somebody has a task on it. */
  const atWork = async ({ id }: Registered) =>
    (await people.get<unknown[]>('supervisor', `/cases/${id}/tasks`)).length > 0;
  const refusal = (act: Promise<unknown>): Promise<Refused> =>
    act.then(
      () => Promise.reject(new Error('was not refused')),
      (error: unknown) => (error instanceof Refused ? error : Promise.reject(error as Error)),
    );
  const merge = (from: Registered, to: Registered) =>
    people.post('agent', `/cases/${from.id}/merge`, { mainCaseId: to.id, reason: '同一诉求' });

  it('is proposed while an agent types, with what both texts say', async () => {
    const found = await people.post<{ number: string; same: boolean; inCommon: string[] }[]>(
      'agent',
      '/cases/similar',
      told[0],
    );
    expect(found.map(({ number }) => number).sort()).toEqual(cases.map(({ number }) => number).sort());
    expect(found[0]).toMatchObject({ same: true });
    expect(found[1]!.inCommon.join('')).toContain('搅拌');
    expect(await people.post('agent', '/cases/similar', { content: '请问养老金在哪里领取' })).toEqual([]);
  });

  it('is one matter, hot by what is known of it', async () => {
    const [hottest] = await people.get<{ name: string; cases: number; heat: number; trend: number[] }[]>(
      'supervisor',
      '/hotspots/matters',
    );
    expect(hottest).toMatchObject({ cases: 3 });
    expect(hottest!.name).toContain('搅拌站');
    expect(hottest!.trend.at(-1)).toBe(3);
  });

  it('is merged: the case follows the main one, and what units had of it is withdrawn', async () => {
    await until(() => atWork(cases[1]!));
    await merge(cases[1]!, cases[0]!);
    await until(async () => (await stageOf(cases[1]!.id)) === 'following');
    expect((await detail(cases[1]!.id)).assignments.every(({ status }) => status === 'withdrawn')).toBe(true);
    expect(await people.get('agent', `/cases/${cases[0]!.id}/merges`)).toMatchObject([{ number: cases[1]!.number }]);
  });

  it('cannot make chains, nor follow itself', async () => {
    expect(await refusal(merge(cases[0]!, cases[0]!))).toMatchObject({ code: 'merge-self' });
    expect(await refusal(merge(cases[2]!, cases[1]!))).toMatchObject({ code: 'merge-chain' });
    expect(await refusal(merge(cases[0]!, cases[2]!))).toMatchObject({ code: 'merge-chain' });
    expect(await refusal(merge(cases[1]!, cases[2]!))).toMatchObject({ code: 'merge-not-open' });
  });

  it('is unmerged: the case is handled on its own again, in a new round', async () => {
    await until(() => atWork(cases[2]!));
    await merge(cases[2]!, cases[0]!);
    await until(async () => (await stageOf(cases[2]!.id)) === 'following');
    await people.post('supervisor', `/cases/${cases[2]!.id}/unmerge`, { reason: '不是同一搅拌站' });
    await until(() => atWork(cases[2]!));
    expect((await detail(cases[2]!.id)).round).toBe(2);
  });

  it('is answered with the main case: own reply, own message, own survey', async () => {
    const [main, follower] = [cases[0]!, cases[1]!];
    const memory = { plot: 'plain' as const, revisits: 0, bySurvey: false };
    const play = (registered: Registered) => playCase(people, registered, { ...memory }, { tasks: 0 }, 60_000);
    expect((await play(main))?.stage).toBe('archived');
    await until(async () => (await stageOf(follower.id)) === 'revisiting');
    const { answer, assignments } = await detail(follower.id);
    expect(answer).toBeTruthy();
    expect(assignments.every(({ status }) => status === 'withdrawn')).toBe(true);
    expect(await refusal(people.post('agent', `/cases/${follower.id}/unmerge`, { reason: '另有其事' }))).toMatchObject({
      code: 'merge-answered',
    });
    expect((await play(follower))?.stage).toBe('archived');
    const sent: { template: string; recipient: string }[] = await database.query(
      'SELECT template, recipient FROM notification',
    );
    const recipients = new Sealer('notification.recipient');
    const toFollower = sent.filter(({ recipient }) => recipients.from(recipient) === '13900000001');
    expect(toFollower.map(({ template }) => template)).toEqual(expect.arrayContaining(['case-answered', 'survey']));
  });
});
