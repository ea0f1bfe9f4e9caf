import { engineTables } from '../read/engine-tables.support';
import { FreeJobs } from './free-jobs';

/** Jobs by their type: [retries, when its lock ends from now on]. */
const JOBS: Record<string, [retries: number | null, lockEndsIn: string | null][]> = {
  new: [[null, null]],
  'given-back': [[3, null]],
  'lock-ended': [[3, '-1 minute']],
  'lock-about-to-end': [[3, '1 second']],
  locked: [[3, '10 minutes']],
  'no-retries': [[0, null]],
  'one-of-several': [
    [3, '10 minutes'],
    [0, null],
    [2, null],
  ],
  backlog: [
    [3, null],
    [3, null],
    [3, null],
  ],
};
const FREE = ['backlog', 'new', 'given-back', 'lock-ended', 'lock-about-to-end', 'one-of-several'];
const ALL = [...Object.keys(JOBS), 'none'];

describe('types of which there are jobs to be had', () => {
  let engine: Awaited<ReturnType<typeof engineTables>>;
  let now = 0;

  beforeAll(async () => {
    engine = await engineTables();
    for (const [type, jobs] of Object.entries(JOBS)) {
      for (const [retries, lockEndsIn] of jobs) {
        await engine.pool.query(
          'INSERT INTO act_ru_ext_task (topic_name_, retries_, lock_exp_time_) VALUES ($1, $2, now() AT TIME ZONE $4 + $3::interval)',
          [type, retries, lockEndsIn, 'UTC'],
        );
      }
    }
  });
  afterAll(() => engine.drop());

  /** What is to be fetched, so many wanted of each type; the types alone. */
  const ask = async (jobs: FreeJobs, types: string[], wanted = 10) => {
    const { together, apart } = await jobs.toFetch(new Map(types.map((type) => [type, wanted])));
    return { together: [...together.keys()], apart: [...apart.keys()] };
  };

  it('are those with a job that is not locked and has a retry left', async () => {
    const jobs = new FreeJobs(engine.tables, () => now);
    await ask(jobs, ALL);
    expect((await ask(jobs, ALL)).together.sort()).toEqual([...FREE].sort());
    expect(await ask(jobs, ['locked', 'new'])).toEqual({ together: ['new'], apart: [] });
  });

  it('are all of them at first, and again every five seconds', async () => {
    const jobs = new FreeJobs(engine.tables, () => now);
    expect((await ask(jobs, ['locked'])).together).toEqual(['locked']);
    now += 4_999;
    expect((await ask(jobs, ['locked'])).together).toEqual([]);
    now += 1;
    expect((await ask(jobs, ['locked'])).together).toEqual(['locked']);
    expect((await ask(jobs, ['locked'])).together).toEqual([]);
  });

  it('are all of them where the engine’s tables cannot be read', async () => {
    const jobs = new FreeJobs({ query: () => Promise.reject(new Error('another schema')) }, () => now);
    await ask(jobs, ['locked']);
    expect((await ask(jobs, ['locked'])).together).toEqual(['locked']);
  });

  it('are fetched apart where there are more jobs than are wanted, and as many as there are where not', async () => {
    const jobs = new FreeJobs(engine.tables, () => now);
    const { together, apart } = await jobs.toFetch(
      new Map([
        ['backlog', 2],
        ['new', 10],
        ['none', 10],
      ]),
    );
    expect([...apart]).toEqual([['backlog', 2]]);
    expect([...together]).toEqual([
      ['new', 1],
      ['none', 1],
    ]);
    expect([...(await jobs.toFetch(new Map([['backlog', 3]]))).together]).toEqual([['backlog', 3]]);
  });
});
