import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { SimilarityService } from './similarity.service';

jest.setTimeout(120_000);

describe('the model of what is rare', () => {
  let services: Services;
  let database: DataSource;

  beforeAll(async () => {
    services = await startServices();
    database = services.get(DataSource);
  });
  afterAll(() => services?.stop());

  /** Cases received an hour after the model was made, or before it. */
  const receive = (cases: number, when: string) =>
    database.transaction(async (manager) => {
      // bare sketches: their cases do not matter here
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(
        `INSERT INTO case_sketch (case_id, body, matter_id, received_at, vector, keys)
         SELECT gen_random_uuid(), 'main', gen_random_uuid(), made_at + $2::interval, '', '{}'
           FROM (SELECT made_at FROM bigram_model ORDER BY id DESC LIMIT 1) model, generate_series(1, $1)`,
        [cases, when],
      );
    });
  const refreshed = async (): Promise<number> => {
    await services.get(SimilarityService).refreshModel();
    const [{ id }] = await database.query<[{ id: number }]>('SELECT max(id) AS id FROM bigram_model');
    return id;
  };

  it('is made anew when half of the texts that it is made from are newer, however many cases there are', async () => {
    await refreshed();
    // as that of a large city, which has long had more cases than a model is made from
    await database.query(
      'INSERT INTO bigram_model (made_at, documents, frequencies, keys) SELECT made_at, 20000, frequencies, keys FROM bigram_model',
    );
    await receive(20_000, '-1 hour');
    const first = await refreshed();
    await receive(9_999, '1 hour');
    expect(await refreshed()).toBe(first);
    await receive(1, '1 hour');
    expect(await refreshed()).toBeGreaterThan(first);
  });
});
