import { Descriptions, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { MessageState } from './MessageState';
import type { Message } from './messages.request';

const LINES = { whiteSpace: 'pre-wrap' } as const;

/** A message with all that was done about it. */
export function MessageDetail({ message, onClose }: { message: Message | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const nameOf = usePeople();
  const items = message
    ? [
        { key: 'channel', label: t('case.channel'), children: word('channel', message.channel) },
        { key: 'sender', label: t('messages.sender'), children: message.sender },
        { key: 'receivedAt', label: t('messages.receivedAt'), children: time(message.receivedAt) },
        { key: 'title', label: t('case.title'), children: message.title },
        { key: 'content', label: t('messages.content'), children: <span style={LINES}>{message.content}</span> },
        { key: 'state', label: t('messages.state'), children: <MessageState of={message} /> },
        {
          key: 'case',
          label: t('media.case'),
          children: message.caseId && <Link to={`/cases/${message.caseId}`}>{t('messages.openCase')}</Link>,
        },
        {
          key: 'reply',
          label: t('messages.reply'),
          children: message.reply && (
            <span style={LINES}>
              {message.reply}
              {`\n${nameOf(message.repliedBy)} ${time(message.repliedAt)}`}
            </span>
          ),
        },
        {
          key: 'invalid',
          label: t('messages.invalidReason'),
          children: message.invalidReason && (
            <span style={LINES}>
              {message.invalidReason}
              {`\n${nameOf(message.invalidBy)} ${time(message.invalidAt)}`}
            </span>
          ),
        },
      ]
    : [];
  return (
    <Drawer open={message !== null} onClose={onClose} title={t('messages.one')} width="min(560px, 100vw)">
      <Descriptions bordered size="small" column={1} items={items.filter(({ children }) => children)} />
    </Drawer>
  );
}
