import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { awaitsReply } from './message-state';
import type { Message } from './messages.request';

/** What became of a message. */
export function MessageState({ of: message }: { of: Message }) {
  const { t } = useTranslation();
  if (message.repliedAt) return <Tag color="green">{t('messages.states.replied')}</Tag>;
  if (message.invalidAt) return <Tag>{t('messages.states.invalid')}</Tag>;
  if (awaitsReply(message)) return <Tag color="orange">{t('messages.states.awaiting')}</Tag>;
  return <Tag color="blue">{t('messages.states.case')}</Tag>;
}
