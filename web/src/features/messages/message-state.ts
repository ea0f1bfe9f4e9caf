import type { Message } from './messages.request';

/** Was it replied to, or noted as invalid? */
export const isSettled = ({ repliedAt, invalidAt }: Message) => repliedAt !== null || invalidAt !== null;

/** The server replies by the channel that it came by, else by text message, and refuses where neither can be. */
export const awaitsReply = (message: Message) => !isSettled(message);
