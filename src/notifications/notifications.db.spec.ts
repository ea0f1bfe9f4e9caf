import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { AccountSenders } from '../channels/senders';
import { FixedClock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { NotificationsService } from './notifications.service';
import { SmsSender, type TextMessage } from './sms-sender';

jest.setTimeout(120_000);

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-03-02T02:00:00Z');

class Provider extends SmsSender {
  readonly taken: TextMessage[] = [];
  refuses = false;

  send(message: TextMessage): Promise<void> {
    if (this.refuses) return Promise.reject(new Error('busy'));
    this.taken.push(message);
    return Promise.resolve();
  }
}

describe('text messages that wait to be sent', () => {
  let services: Services;
  const clock = new FixedClock(NOW);
  const provider = new Provider();
  let notifications: NotificationsService;

  const queue = (): Promise<void> =>
    notifications.queue(services.get(DataSource).manager, {
      dedupeKey: randomUUID(),
      to: '13900000001',
      template: 'case-answered',
      params: { number: 'C1' },
    });

  beforeAll(async () => {
    services = await startServices();
    notifications = new NotificationsService(
      services.get(DataSource),
      clock,
      services.get(HotlineConfig),
      provider,
      services.get(AccountSenders),
    );
  });
  afterAll(() => services.stop());
  beforeEach(() => {
    provider.taken.length = 0;
    provider.refuses = false;
    clock.set(NOW);
  });

  it('go once, and not again', async () => {
    await queue();
    expect(await notifications.sendDue()).toBe(1);
    expect(await notifications.sendDue()).toBe(0);
    expect(provider.taken).toHaveLength(1);
  });

  it('that the provider refuses go again after two seconds, under the same id', async () => {
    provider.refuses = true;
    await queue();
    expect(await notifications.sendDue()).toBe(0);
    provider.refuses = false;
    clock.set(new Date(NOW.getTime() + 1_900));
    expect(await notifications.sendDue()).toBe(0);
    clock.set(new Date(NOW.getTime() + 2_000));
    expect(await notifications.sendDue()).toBe(1);
  });

  it.each([
    ['two hours', 2 * HOUR_MS],
    ['a minute', HOUR_MS / 60],
  ])('that a clock running %s fast has queued do not wait until the right clock gets there', async (_what, ahead) => {
    clock.set(new Date(NOW.getTime() + ahead));
    await queue();
    clock.set(NOW);
    expect(await notifications.sendDue()).toBe(1);
  });
});
