import { type MessageSender, type OutgoingMessage, postTo, Undeliverable } from './message-sender';

const PROVIDER = 'https://m.api.weibo.com';
const HTTP_OK = 200;
/** There is no such user (any more). */
const NEVER = [20003];

/** A Weibo account writes a private message to whoever wrote to it (粉丝服务平台 发送客服消息). */
export class WeiboSender implements MessageSender {
  constructor(
    private readonly accessToken: string,
    private readonly provider = PROVIDER,
  ) {}

  async send({ to, text }: OutgoingMessage): Promise<void> {
    const { status, answer } = await postTo(
      new URL('/2/messages/reply.json', this.provider),
      new URLSearchParams({
        access_token: this.accessToken,
        type: 'text',
        data: JSON.stringify({ text }),
        receiver_id: to,
        save_sender_box: '1',
      }),
    );
    const code = answer.error_code;
    if (typeof code === 'number') {
      throw new (NEVER.includes(code) ? Undeliverable : Error)(`Weibo answered ${code}`);
    }
    if (status !== HTTP_OK || answer.result === false) throw new Error(`Weibo answered ${status}`);
  }
}
