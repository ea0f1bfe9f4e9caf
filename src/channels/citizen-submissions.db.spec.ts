import { type Services, startServices } from '../../test/support/database';
import { CitizenSubmissions } from './citizen-submissions.service';

jest.setTimeout(120_000);

const MOST_A_DAY = 10;

describe('what a citizen writes on the page', () => {
  let services: Services;
  beforeAll(async () => {
    services = await startServices();
  });
  afterAll(() => services?.stop());

  it('is taken ten times a day from one telephone number, however it is written, and from others still', async () => {
    const submit = (key: number, phone: string) =>
      services.get(CitizenSubmissions).submit(`key-${key}`, { content: `第${key}件：路灯坏了`, phone });
    for (let key = 1; key <= MOST_A_DAY; key++) {
      expect(await submit(key, key % 2 ? '13900000007' : '+86 139 0000 0007')).toHaveProperty('number');
    }
    await expect(submit(11, '139-0000-0007')).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(await submit(12, '13900000008')).toHaveProperty('number');
  });
});
