import { createTransport, type Transporter } from 'nodemailer';
import { type MessageSender, type OutgoingMessage, TIMEOUT_MS, Undeliverable } from './message-sender';

/** No such mailbox, not local, its name is not allowed (RFC 5321 4.2.3). */
const NEVER = [550, 551, 553];

/**
 * The mailbox answers by mail (`smtps://user:password@host`, or `smtp://`). It says that a machine wrote (RFC 3834), so that no
 * other machine answers it, and its Message-ID is the message's own, by which a repeat is recognised.
 */
export class MailSender implements MessageSender {
  private readonly transport: Transporter;
  private readonly from: string;

  constructor(address: URL) {
    const user = decodeURIComponent(address.username);
    this.from = user.includes('@') ? user : `${user}@${address.hostname}`;
    const secure = address.protocol === 'smtps:';
    this.transport = createTransport({
      host: address.hostname,
      port: Number(address.port || (secure ? 465 : 587)),
      secure,
      // a password does not go over the network in the clear
      requireTLS: !secure && address.password !== '',
      auth: address.password ? { user, pass: decodeURIComponent(address.password) } : undefined,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    });
  }

  async send({ id, to, subject, text }: OutgoingMessage): Promise<void> {
    const domain = this.from.slice(this.from.lastIndexOf('@') + 1);
    try {
      await this.transport.sendMail({
        from: this.from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        headers: { 'auto-submitted': 'auto-replied' },
      });
    } catch (error) {
      const code = (error as { responseCode?: number }).responseCode;
      if (code !== undefined && NEVER.includes(code)) throw new Undeliverable(`the mail server answered ${code}`);
      throw error;
    }
  }
}
