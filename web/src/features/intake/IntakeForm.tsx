import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Col, Form, Input, Result, Row, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { register } from './intake.request';

const CHANNELS = ['phone', 'mailbox', 'sms', 'app', 'weibo', 'wechat', 'web', 'letter'];

interface Entered {
  channel: string;
  title?: string;
  content: string;
  name?: string;
  phone?: string;
  unit?: string;
  address?: string;
}

/** The agent's intake (D1 一(一)1): who, where, when, what. One key a form, so that a second press registers nothing twice. */
export function IntakeForm() {
  const { t } = useTranslation();
  const [form] = Form.useForm<Entered>();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { mutate, data, error, isPending, reset } = useMutation({ mutationFn: register });
  const submit = ({ name, phone, unit, address, ...rest }: Entered) =>
    mutate({ key, body: { ...rest, citizen: { name, phone, unit, address } } });
  const again = () => {
    form.resetFields();
    setKey(crypto.randomUUID());
    reset();
  };
  if (data) {
    return (
      <Result
        status="success"
        title={t('intake.registered', { number: data.number })}
        subTitle={t('intake.code', { code: data.queryCode })}
        extra={[
          <Button key="next" type="primary" autoFocus onClick={again}>
            {t('intake.next')}
          </Button>,
          <Link key="open" to={`/cases/${data.id}`}>
            {t('intake.open')}
          </Link>,
        ]}
      />
    );
  }
  return (
    <Card title={t('intake.title')} style={{ maxWidth: 900 }}>
      {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 16 }} />}
      <Form form={form} layout="vertical" onFinish={submit} initialValues={{ channel: 'phone' }}>
        <Row gutter={16}>
          <Col xs={24} md={6}>
            <Form.Item name="phone" label={t('citizen.phone')} rules={[{ pattern: /^\+?[\d\- ]{3,30}$/ }]}>
              <Input autoFocus inputMode="tel" />
            </Form.Item>
          </Col>
          <Col xs={24} md={6}>
            <Form.Item name="name" label={t('citizen.name')}>
              <Input maxLength={100} />
            </Form.Item>
          </Col>
          <Col xs={24} md={6}>
            <Form.Item name="unit" label={t('citizen.unit')}>
              <Input maxLength={200} />
            </Form.Item>
          </Col>
          <Col xs={24} md={6}>
            <Form.Item name="channel" label={t('case.channel')} rules={[{ required: true }]}>
              <Select options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
            </Form.Item>
          </Col>
          <Col span={24}>
            <Form.Item name="address" label={t('citizen.address')}>
              <Input maxLength={300} />
            </Form.Item>
          </Col>
          <Col span={24}>
            <Form.Item name="title" label={t('case.title')}>
              <Input maxLength={200} />
            </Form.Item>
          </Col>
          <Col span={24}>
            <Form.Item name="content" label={t('case.content')} rules={[{ required: true, whitespace: true }]}>
              <Input.TextArea autoSize={{ minRows: 5 }} maxLength={20000} showCount />
            </Form.Item>
          </Col>
        </Row>
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('intake.register')}
        </Button>
      </Form>
    </Card>
  );
}
