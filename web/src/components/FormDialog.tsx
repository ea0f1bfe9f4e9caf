import { Alert, Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props<T> {
  title: string;
  /** How the sending goes: what was refused, and whether the answer is awaited. */
  sending: { error: Error | null; isPending: boolean };
  initialValues?: Partial<T>;
  onSend: (entered: T) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with a form; what is refused is said above it and leaves it as it was. */
export function FormDialog<T>({ title, sending, initialValues, onSend, onClose, children }: Props<T>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<T>();
  return (
    <Modal
      open
      title={title}
      okText={t('action.submit')}
      cancelText={t('action.cancel')}
      confirmLoading={sending.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {sending.error && <Alert type="error" showIcon message={sending.error.message} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" onFinish={onSend} initialValues={initialValues}>
        {children}
      </Form>
    </Modal>
  );
}
