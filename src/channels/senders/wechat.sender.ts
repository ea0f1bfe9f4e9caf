import { type MessageSender, type OutgoingMessage, postTo, Undeliverable } from './message-sender';

const PROVIDER = 'https://api.weixin.qq.com';
/** The access token is asked for anew so long before it ends. */
const TOKEN_MARGIN_MS = 300_000;
const SECOND_MS = 1000;
/** The access token does not hold (any more). */
const TOKEN_INVALID = [40001, 40014, 42001];
/** No such follower; follows no more; the 48 hours after their last message are over; too many without an answer of theirs. */
const NEVER = [40003, 43004, 45015, 45047];

/** A WeChat official account writes to whoever wrote to it within the last 48 hours (客服消息). */
export class WechatSender implements MessageSender {
  private token: { value: string; until: number } | undefined;

  constructor(
    private readonly appId: string,
    private readonly appSecret: string,
    private readonly provider = PROVIDER,
  ) {}

  async send(message: OutgoingMessage): Promise<void> {
    let code = await this.post(message);
    if (TOKEN_INVALID.includes(code)) {
      this.token = undefined;
      code = await this.post(message);
    }
    if (NEVER.includes(code)) throw new Undeliverable(`WeChat answered ${code}`);
    if (code !== 0) throw new Error(`WeChat answered ${code}`);
  }

  private async post({ to, text }: OutgoingMessage): Promise<number> {
    const address = new URL('/cgi-bin/message/custom/send', this.provider);
    address.searchParams.set('access_token', await this.accessToken());
    const { status, answer } = await postTo(address, { touser: to, msgtype: 'text', text: { content: text } });
    return typeof answer.errcode === 'number' ? answer.errcode : status;
  }

  /** The stable token: whoever asks gets the same one, so several apps do not end each other's. */
  private async accessToken(): Promise<string> {
    if (this.token && this.token.until > performance.now()) return this.token.value;
    const { status, answer } = await postTo(new URL('/cgi-bin/stable_token', this.provider), {
      grant_type: 'client_credential',
      appid: this.appId,
      secret: this.appSecret,
    });
    const { access_token: value, expires_in: seconds, errcode } = answer;
    if (typeof value !== 'string' || typeof seconds !== 'number') {
      throw new Error(`WeChat gave no access token: ${typeof errcode === 'number' ? errcode : status}`);
    }
    this.token = { value, until: performance.now() + seconds * SECOND_MS - TOKEN_MARGIN_MS };
    return value;
  }
}
