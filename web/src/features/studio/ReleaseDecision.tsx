import { Button, Flex, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  pending: boolean;
  onApprove: () => void;
  onReject: (reason: string) => void;
}

/** Lets a release through, or turns it down with the reason that whoever asked for it will read. */
export function ReleaseDecision({ pending, onApprove, onReject }: Props) {
  const { t } = useTranslation();
  const [rejecting, setRejecting] = useState(false);
  if (!rejecting) {
    return (
      <Space>
        <Button type="primary" loading={pending} onClick={onApprove}>
          {t('studio.approve')}
        </Button>
        <Button disabled={pending} onClick={() => setRejecting(true)}>
          {t('studio.reject')}
        </Button>
      </Space>
    );
  }
  return (
    <Form
      layout="vertical"
      onFinish={({ reason }: { reason: string }) => onReject(reason)}
      style={{ textAlign: 'start' }}
    >
      <Form.Item name="reason" label={t('studio.rejection')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea autoFocus rows={2} maxLength={2000} />
      </Form.Item>
      <Flex justify="end" gap="small">
        <Button onClick={() => setRejecting(false)}>{t('studio.back')}</Button>
        <Button danger type="primary" htmlType="submit" loading={pending}>
          {t('studio.reject')}
        </Button>
      </Flex>
    </Form>
  );
}
