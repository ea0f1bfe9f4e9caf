import { Alert, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { decide, type Verdict } from './knowledge.request';
import { useSending } from './useSending';

/** Approves, sends back or withdraws, with a comment if there is something to say. */
export function DecideDialog({ code, verdict, onClose }: { code: string; verdict: Verdict; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ comment?: string }>();
  const { mutate, error, isPending } = useSending(decide, onClose);
  return (
    <Modal
      open
      title={t(`knowledge.${verdict}`)}
      okText={t('action.submit')}
      cancelText={t('action.cancel')}
      confirmLoading={isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ comment }) => mutate({ code, verdict, comment: comment?.trim() })}
      >
        <Form.Item name="comment" label={t('knowledge.comment')}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
