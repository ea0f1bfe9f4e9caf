import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { RegistrationsService } from '../cases/registrations.service';
import { SimilarityService } from '../similarity/similarity.service';
import { HotSpotWatch } from './hot-spot-watch';

jest.setTimeout(120_000);

describe('the watch over hot spots (热点, D1 一(一)4)', () => {
  let services: Services;
  let watch: HotSpotWatch;

  beforeAll(async () => {
    services = await startServices();
    watch = services.get(HotSpotWatch);
  });
  afterAll(() => services?.stop());

  const raise = async (caller: number): Promise<void> => {
    const { id } = await services.get(RegistrationsService).register(
      {
        title: '人民路路面塌陷无法通行',
        content: '城关镇人民路东段路面塌陷，形成大坑，车辆无法通行，请尽快修复。',
        channel: 'phone',
        citizen: { name: '张三', phone: String(13800000000 + caller) },
      },
      'agent',
    );
    await services.get(SimilarityService).remember(id);
  };
  const supervisions = (): Promise<unknown[]> =>
    services.get(DataSource).query(`SELECT ground, status FROM supervision`);

  it('opens nothing where nothing is hot', async () => {
    await raise(0);
    expect(await watch.look()).toBe(0);
    expect(await supervisions()).toEqual([]);
  });

  it('asks for the supervision of what many raise, once', async () => {
    for (let caller = 1; caller < 20; caller++) await raise(caller);
    expect(await watch.look()).toBe(1);
    expect(await watch.look()).toBe(0);
    expect(await supervisions()).toEqual([{ ground: 'hot-issue', status: 'requested' }]);
  });
});
