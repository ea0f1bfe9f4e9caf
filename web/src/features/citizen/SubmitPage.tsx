import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Checkbox, Flex, Form, Input, Result } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { randomKey } from '../../components/random-key';
import { useKept } from '../../components/useKept';
import { submitMatter } from './citizen.request';

interface Entered {
  content: string;
  title?: string;
  time?: string;
  place?: string;
  persons?: string;
  name?: string;
  phone: string;
  address?: string;
  consent: boolean;
}

/** What the intake asks of a matter (D9 第一步), with the most characters of each answer. */
const CIRCUMSTANCES = [
  { part: 'time', most: 200 },
  { part: 'place', most: 300 },
  { part: 'persons', most: 500 },
] as const;

/** A citizen writes to the hotline without an account; what is typed stays over a reload, a second press sends nothing twice. */
export function SubmitPage() {
  const { t } = useTranslation();
  const { kept, keep, forget } = useKept<{ key: string; entered: Entered }>('submission');
  const [key, setKey] = useState(() => kept?.key ?? randomKey());
  const { mutate, data, error, isPending, reset } = useMutation({ mutationFn: submitMatter, onSuccess: forget });
  if (data) {
    return (
      <Card style={{ maxWidth: 560, margin: '0 auto' }}>
        <Result
          status="success"
          title={t('citizen.submitted', { number: data.number })}
          subTitle={data.code ? t('citizen.keepCode', { code: data.code }) : t('citizen.codeByPhone')}
          extra={[
            <Link key="follow" to={`/follow?number=${data.number}`}>
              <Button type="primary">{t('citizen.follow')}</Button>
            </Link>,
            <Button
              key="again"
              onClick={() => {
                setKey(randomKey());
                reset();
              }}
            >
              {t('citizen.another')}
            </Button>,
          ]}
        />
      </Card>
    );
  }
  return (
    <Flex vertical gap="middle" style={{ maxWidth: 560, margin: '0 auto' }}>
      <Card title={t('citizen.submit')} extra={<Link to="/follow">{t('citizen.follow')}</Link>}>
        <Alert type="info" showIcon message={t('citizen.emergency')} style={{ marginBottom: 16 }} />
        {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 16 }} />}
        <Form
          layout="vertical"
          initialValues={kept?.entered}
          onValuesChange={(_, entered: Entered) => keep({ key, entered })}
          onFinish={({ time, place, persons, ...rest }: Entered) =>
            mutate({ key, ...rest, circumstances: { time, place, persons } })
          }
        >
          <Form.Item name="content" label={t('case.content')} rules={[{ required: true, whitespace: true, min: 5 }]}>
            <Input.TextArea autoSize={{ minRows: 5 }} maxLength={5000} placeholder={t('citizen.contentHelp')} />
          </Form.Item>
          <Form.Item name="title" label={t('case.title')}>
            <Input maxLength={200} />
          </Form.Item>
          {CIRCUMSTANCES.map(({ part, most }) => (
            <Form.Item key={part} name={part} label={t(`case.${part}`)} extra={t(`citizen.${part}Help`)}>
              <Input maxLength={most} />
            </Form.Item>
          ))}
          <Form.Item name="name" label={t('citizen.yourName')}>
            <Input maxLength={100} autoComplete="name" />
          </Form.Item>
          <Form.Item
            name="phone"
            label={t('citizen.phone')}
            extra={t('citizen.phoneHelp')}
            rules={[{ required: true, pattern: /^\+?[\d\- ]{7,30}$/, message: t('citizen.phoneRule') }]}
          >
            <Input inputMode="tel" autoComplete="tel" maxLength={31} />
          </Form.Item>
          <Form.Item name="address" label={t('citizen.address')}>
            <Input maxLength={300} autoComplete="street-address" />
          </Form.Item>
          <Form.Item
            name="consent"
            valuePropName="checked"
            rules={[
              {
                validator: (_, given) =>
                  given ? Promise.resolve() : Promise.reject(new Error(t('citizen.consentRule'))),
              },
            ]}
          >
            <Checkbox>{t('citizen.consent')}</Checkbox>
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={isPending}>
            {t('action.submit')}
          </Button>
        </Form>
      </Card>
    </Flex>
  );
}
