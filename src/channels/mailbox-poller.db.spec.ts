import { ImapFlow } from 'imapflow';
import { type RunningMailServer, startMailServer } from '../../test/support/mail-server';
import { type Services, startServices } from '../../test/support/database';
import { CHANNELS, type Entries, type Entry } from './channels-config';
import { InboundService } from './inbound.service';
import { ImapSource, MailboxPoller } from './mailbox-poller';
import { senderOf } from './senders';

jest.setTimeout(180_000);

const mail = (id: string, subject: string, text: string): string =>
  [
    'From: =?utf-8?B?5byg5LiJ?= <zhang@example.org>',
    'To: mayor@example.org',
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <${id}@example.org>`,
    'Date: Mon, 02 Mar 2026 09:00:00 +0800',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
  ].join('\r\n');

describe('the mayor’s mailbox on a mail server (市长信箱, D3 第二条)', () => {
  let services: Services;
  let server: RunningMailServer;
  let poller: MailboxPoller;

  beforeAll(async () => {
    [services, server] = await Promise.all([startServices(), startMailServer()]);
    poller = services.get(MailboxPoller);
  });
  afterAll(async () => {
    await server?.stop();
    await services?.stop();
  });

  /** Does something in the mailbox as its owner’s own mail program would. */
  const inMailbox = async <T>(act: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const auth = { user: server.url.username, pass: server.url.password };
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: Number(server.url.port),
      secure: false,
      auth,
      logger: false,
    });
    await client.connect();
    const lock = await client.getMailboxLock('INBOX');
    try {
      return await act(client);
    } finally {
      lock.release();
      await client.logout();
    }
  };
  const arrives = (raw: string) => inMailbox((client) => client.append('INBOX', raw));
  const unseen = () => inMailbox(async (client) => (await client.search({ seen: false }, { uid: true })) || []);
  const poll = () => {
    const entry = services.get<Entries>(CHANNELS).get('mailbox')!;
    return poller.poll(entry, new ImapSource(server.url));
  };
  const messages = () => services.get(InboundService).list('main', { channel: 'mailbox' });

  it('a mail becomes a case once, is seen then, and one that cannot be read is left for people', async () => {
    await arrives(mail('1', '路灯坏了', '和平路的路灯坏了，请尽快修理。'));
    await arrives('Subject: nobody\r\n\r\n没有发件人');
    expect(await poll()).toBe(1);
    expect(await unseen()).toHaveLength(1);
    expect(await messages()).toMatchObject([
      {
        messageId: '<1@example.org>',
        sender: 'zhang@example.org',
        title: '路灯坏了',
        content: '和平路的路灯坏了，请尽快修理。',
      },
    ]);
    expect(await poll()).toBe(0);
    // after a crash between case and mark the mail comes again, and is the same case
    await inMailbox((client) => client.messageFlagsRemove('1:*', ['\\Seen']));
    expect(await poll()).toBe(1);
    expect(await messages()).toHaveLength(1);
  });

  it('answers by mail, and takes no machine’s mail for a citizen’s', async () => {
    const sender = senderOf({ name: 'mailbox', adapter: 'mail' } as Entry, {
      HOTLINE_CHANNEL_MAILBOX_SMTP_URL: server.smtp.toString(),
    })!;
    const [before, left] = [await messages(), await unseen()];
    await sender.send({ id: 'n1', to: 'mayor@example.org', subject: '您反映的事项', text: '路灯已修好。' });
    const [uid] = (await unseen()).filter((one) => !left.includes(one));
    const arrived = await inMailbox((client) => client.fetchOne(String(uid), { source: true }, { uid: true }));
    const raw = String((arrived as { source: Buffer }).source);
    expect(raw).toMatch(/^From: mayor@example\.org\r$/m);
    expect(raw).toMatch(/^Message-ID: <n1@example\.org>\r$/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-replied\r$/im);
    expect(await poll()).toBe(0);
    expect(await unseen()).toEqual(left);
    expect(await messages()).toEqual(before);
  });

  it('two apps do not take the same mails at once', async () => {
    for (const id of ['2', '3', '4']) await arrives(mail(id, `第 ${id} 件`, `第 ${id} 处井盖破损。`));
    const taken = await Promise.all([poll(), poll()]);
    expect(taken.reduce((sum, one) => sum + one)).toBe(3);
    expect(await messages()).toHaveLength(4);
  });
});
