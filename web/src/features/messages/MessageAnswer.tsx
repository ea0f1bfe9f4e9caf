import { Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/FormDialog';
import { useSending } from '../../components/useSending';
import { type Message, noteInvalid, replyTo } from './messages.request';

/** What is said of a message: a reply, or that it is invalid. */
export interface Answering {
  message: Message;
  how: 'reply' | 'invalid';
}

const MOST = 500;

/** The dialog of both. */
export function MessageAnswer({ message, how, onClose }: Answering & { onClose: () => void }) {
  const { t } = useTranslation();
  const send = ({ text }: { text: string }) =>
    how === 'reply' ? replyTo({ id: message.id, text }) : noteInvalid({ id: message.id, reason: text });
  const sending = useSending('messages', send, onClose);
  return (
    <FormDialog title={t(`messages.${how}`)} sending={sending} onClose={onClose} onSend={sending.mutate}>
      <Typography.Paragraph type="secondary" ellipsis={{ rows: 4, expandable: true }}>
        {message.content}
      </Typography.Paragraph>
      <Form.Item
        name="text"
        label={t(how === 'reply' ? 'messages.replyText' : 'messages.invalidReason')}
        extra={how === 'invalid' && t('messages.invalidHelp')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea maxLength={MOST} showCount autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormDialog>
  );
}
