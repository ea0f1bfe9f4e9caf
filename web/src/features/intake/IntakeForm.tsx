import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Col, Form, Input, Result, Row, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Choice } from '../../components/Choice';
import { randomKey } from '../../components/random-key';
import { useKept } from '../../components/useKept';
import { register } from './intake.request';
import { NextStep } from './NextStep';
import { Proposals } from './Proposals';
import type { Correction } from './ProposedParts';

const CHANNELS = ['phone', 'mailbox', 'sms', 'app', 'weibo', 'wechat', 'web', 'letter'];

interface Entered {
  channel: string;
  title?: string;
  content: string;
  time?: string;
  place?: string;
  persons?: string;
  name?: string;
  phone?: string;
  unit?: string;
  address?: string;
}

/**
 * The agent's desk (D1 一(一)1): who, where, when, what, in the order of a call, by keyboard alone: Tab goes on, Ctrl+Enter
 * registers. What is typed stays over a reload; one key a form, so that a second press registers nothing twice.
 */
export function IntakeForm() {
  const { t } = useTranslation();
  const [form] = Form.useForm<Entered>();
  const { kept, keep, forget } = useKept<{ key: string; entered: Entered }>('intake');
  const [key, setKey] = useState(() => kept?.key ?? randomKey());
  const [unit, setUnit] = useState<string | null>(null);
  const [correction, setCorrection] = useState<Correction>({});
  const [told, setTold] = useState<string | null>(null);
  const entered = Form.useWatch([], form) as Partial<Entered> | undefined;
  const { mutate, data, error, isPending, reset } = useMutation({ mutationFn: register, onSuccess: forget });
  const submit = ({ name, phone, unit: workplace, address, time, place, persons, ...rest }: Entered) =>
    mutate({
      key,
      body: {
        ...rest,
        citizen: { name, phone, unit: workplace, address },
        circumstances: { time, place, persons },
        ...(unit ? { units: [unit] } : {}),
        ...(Object.keys(correction).length > 0 ? { correction } : {}),
      },
    });
  const again = () => {
    form.resetFields();
    setKey(randomKey());
    setUnit(null);
    setCorrection({});
    setTold(null);
    reset();
  };
  useEffect(() => {
    const send = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.ctrlKey && !data) form.submit();
    };
    window.addEventListener('keydown', send);
    return () => window.removeEventListener('keydown', send);
  }, [form, data]);
  if (data) {
    return (
      <>
        <Result
          status="success"
          title={t(data.linked ? 'intake.linked' : 'intake.registered', { number: data.number })}
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
        <NextStep caseId={data.id} />
      </>
    );
  }
  return (
    <Row gutter={16}>
      <Col xs={24} lg={14}>
        <Card title={t('intake.title')}>
          {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 16 }} />}
          <Form
            form={form}
            layout="vertical"
            onFinish={submit}
            initialValues={kept?.entered ?? { channel: 'phone' }}
            onValuesChange={(_, all: Entered) => keep({ key, entered: all })}
          >
            <Row gutter={16}>
              <Col xs={24} md={12}>
                <Form.Item name="phone" label={t('citizen.phone')} rules={[{ pattern: /^\+?[\d\- ]{3,30}$/ }]}>
                  <Input autoFocus inputMode="tel" autoComplete="off" />
                </Form.Item>
              </Col>
              <Col xs={24} md={12}>
                <Form.Item name="name" label={t('citizen.name')}>
                  <Input maxLength={100} autoComplete="off" />
                </Form.Item>
              </Col>
              <Col span={24}>
                <Form.Item name="title" label={t('case.title')}>
                  <Input maxLength={200} />
                </Form.Item>
              </Col>
              <Col span={24}>
                <Form.Item name="content" label={t('case.content')} rules={[{ required: true, whitespace: true }]}>
                  <Input.TextArea autoSize={{ minRows: 6 }} maxLength={20000} showCount />
                </Form.Item>
              </Col>
              <Col xs={24} md={12}>
                <Form.Item name="time" label={t('case.time')}>
                  <Input maxLength={200} autoComplete="off" />
                </Form.Item>
              </Col>
              <Col xs={24} md={12}>
                <Form.Item name="place" label={t('case.place')}>
                  <Input maxLength={300} autoComplete="off" />
                </Form.Item>
              </Col>
              <Col span={24}>
                <Form.Item name="persons" label={t('case.persons')}>
                  <Input maxLength={500} autoComplete="off" />
                </Form.Item>
              </Col>
              <Col span={24}>
                <Form.Item name="address" label={t('citizen.address')}>
                  <Input maxLength={300} autoComplete="off" />
                </Form.Item>
              </Col>
              <Col xs={24} md={12}>
                <Form.Item name="unit" label={t('citizen.unit')}>
                  <Input maxLength={200} autoComplete="off" />
                </Form.Item>
              </Col>
              <Col xs={24} md={12}>
                <Form.Item name="channel" label={t('case.channel')} rules={[{ required: true }]}>
                  <Choice options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
                </Form.Item>
              </Col>
            </Row>
            {told && (
              <Alert
                type="success"
                message={told}
                closable
                onClose={() => setTold(null)}
                style={{ marginBottom: 16 }}
              />
            )}
            <Button type="primary" htmlType="submit" loading={isPending}>
              {t('intake.register')}
            </Button>{' '}
            <Typography.Text type="secondary">{t('desk.keys')}</Typography.Text>
          </Form>
        </Card>
      </Col>
      <Col xs={24} lg={10}>
        <Proposals
          typed={{ title: entered?.title || undefined, content: entered?.content ?? '' }}
          phone={entered?.phone ?? ''}
          chosenUnit={unit}
          correction={correction}
          onCorrect={setCorrection}
          onChooseUnit={setUnit}
          onUseArticle={setTold}
        />
      </Col>
    </Row>
  );
}
