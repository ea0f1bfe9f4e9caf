import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/FormDialog';
import { useSending } from '../../components/useSending';
import { decide, type Verdict } from './knowledge.request';

/** Approves, sends back or withdraws, with a comment if there is something to say. */
export function DecideDialog({ code, verdict, onClose }: { code: string; verdict: Verdict; onClose: () => void }) {
  const { t } = useTranslation();
  const sending = useSending('knowledge', decide, onClose);
  return (
    <FormDialog
      title={t(`knowledge.${verdict}`)}
      sending={sending}
      onClose={onClose}
      onSend={({ comment }: { comment?: string }) => sending.mutate({ code, verdict, comment: comment?.trim() })}
    >
      <Form.Item name="comment" label={t('knowledge.comment')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormDialog>
  );
}
