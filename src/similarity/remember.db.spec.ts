import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { RegistrationsService } from '../cases/registrations.service';
import { SimilarityService } from './similarity.service';

jest.setTimeout(120_000);

describe('which matter a case is about', () => {
  let services: Services;
  let similarity: SimilarityService;

  beforeAll(async () => {
    services = await startServices();
    similarity = services.get(SimilarityService);
  });
  afterAll(() => services?.stop());

  const register = async (what: string, caller: number): Promise<string> => {
    const { id } = await services.get(RegistrationsService).register(
      {
        title: what,
        content: `${what}，请尽快修复。`,
        channel: 'phone',
        citizen: { name: '张三', phone: String(13800000000 + caller) },
      },
      'agent',
    );
    return id;
  };
  const casesOf = async (matterId: string): Promise<{ counted: number; remembered: number }> => {
    const [found] = await services.get(DataSource).query<{ counted: number; remembered: number }[]>(
      `SELECT cases AS counted, (SELECT count(*)::int FROM case_sketch WHERE matter_id = $1) AS remembered
         FROM matter WHERE id = $1`,
      [matterId],
    );
    return found!;
  };

  it('is decided once, however often its job comes, and also at the same moment', async () => {
    const id = await register('人民路东段路面塌陷形成大坑', 1);
    const told = await Promise.all([similarity.remember(id), similarity.remember(id), similarity.remember(id)]);
    told.push(await similarity.remember(id));
    expect(new Set(told.map(({ matterId }) => matterId)).size).toBe(1);
    expect(await casesOf(told[0].matterId)).toEqual({ counted: 1, remembered: 1 });
  });

  it('is one matter for all who tell it at the same moment, to one app or to two', async () => {
    const other = new SimilarityService(services.get(DataSource), services.get(Clock), services.get(HotlineConfig));
    const ids = await Promise.all([2, 3, 4, 5, 6, 7].map((caller) => register('建设街菜市场门口电线杆倒伏', caller)));
    const told = await Promise.all(ids.map((id, index) => (index % 2 ? similarity : other).remember(id)));
    expect(new Set(told.map(({ matterId }) => matterId)).size).toBe(1);
    expect(await casesOf(told[0]!.matterId)).toEqual({ counted: 6, remembered: 6 });
  });
});
