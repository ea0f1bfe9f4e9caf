import { type Services, startServices } from '../../test/support/database';
import { RegistrationsService } from '../cases/registrations.service';
import { ReportsService } from './reports.service';

jest.setTimeout(120_000);

describe('the annual report (D3 第九条)', () => {
  let services: Services;
  let reports: ReportsService;

  beforeAll(async () => {
    services = await startServices();
    reports = services.get(ReportsService);
  });
  afterAll(() => services?.stop());

  it('counts the cases of its year in the body’s time, and makes the document', async () => {
    const cases = services.get(RegistrationsService);
    const received = [
      '2024-12-31T23:59:59+08:00',
      '2025-01-01T00:00:00+08:00',
      '2025-12-31T23:59:59+08:00',
      '2026-01-01T00:00:00+08:00',
    ];
    for (const receivedAt of received) {
      await cases.register(
        { content: `路灯坏了 ${receivedAt}`, channel: 'sms', receivedAt: new Date(receivedAt) },
        'agent',
      );
    }
    await reports.compile('compile', 2025);
    const [report] = await reports.list('main');
    expect(report).toMatchObject({
      year: 2025,
      status: 'compiled',
      figures: { received: 2, byMonth: { '2025-01': 1, '2025-12': 1 }, byChannel: { sms: 2 } },
    });
    const pdf = await reports.document('main', 2025);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('a report that was published is never compiled over', async () => {
    const { reportId } = (await reports.compile('again', 2025)).reports[0]!;
    await reports.publish('publish', reportId, { approved: true, by: 'leader' });
    const before = (await reports.list('main'))[0]!.sha256;
    await reports.compile('once more', 2025);
    expect((await reports.list('main'))[0]).toMatchObject({ status: 'published', sha256: before });
    await expect(reports.document('main', 1999)).rejects.toMatchObject({ code: 'not-found' });
  });
});
