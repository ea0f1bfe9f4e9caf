import { Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { OneOf } from '../../components/Choice';
import { FormDialog } from '../../components/FormDialog';
import { useSending } from '../../components/useSending';
import { type Complaint, decideComplaint } from './complaints.request';

/** Right or not (有效投诉), with the reason; once. */
export function DecideComplaint({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  const { t } = useTranslation();
  const sending = useSending('complaints', decideComplaint, onClose);
  return (
    <FormDialog
      title={t('complaints.decide')}
      sending={sending}
      onClose={onClose}
      onSend={(entered: { upheld: boolean; comment: string }) => sending.mutate({ id: complaint.id, ...entered })}
    >
      <Typography.Paragraph type="secondary">{complaint.content}</Typography.Paragraph>
      <Form.Item name="upheld" label={t('complaints.state')} rules={[{ required: true }]}>
        <OneOf
          options={[
            { value: true, label: t('complaints.states.upheld') },
            { value: false, label: t('complaints.states.dismissed') },
          ]}
        />
      </Form.Item>
      <Form.Item name="comment" label={t('complaints.comment')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormDialog>
  );
}
