import type { ChannelAdapter } from '../channel-adapter';
import type { AdapterName } from '../channels-config';
import { CtiAdapter } from './cti.adapter';
import { FormAdapter } from './form.adapter';
import { MailAdapter } from './mail.adapter';
import { SmsAdapter } from './sms.adapter';
import { WechatAdapter } from './wechat.adapter';
import { WeiboAdapter } from './weibo.adapter';

/** Every adapter by the name that config/channels.yaml gives it. */
export const ADAPTERS: Record<AdapterName, ChannelAdapter> = {
  cti: new CtiAdapter(),
  sms: new SmsAdapter(),
  mail: new MailAdapter(),
  wechat: new WechatAdapter(),
  weibo: new WeiboAdapter(),
  form: new FormAdapter(),
};
