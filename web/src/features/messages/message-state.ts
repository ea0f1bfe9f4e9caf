import type { Message } from './messages.request';

/** Was it replied to, or noted as invalid? */
export const isSettled = ({ repliedAt, invalidAt }: Message) => repliedAt !== null || invalidAt !== null;

/** Only a text message whose sender is known can be replied to. */
export const awaitsReply = (message: Message) =>
  message.channel === 'sms' && message.sender !== null && !isSettled(message);
