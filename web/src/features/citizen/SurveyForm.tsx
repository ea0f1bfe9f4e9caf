import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { OneOf } from '../../components/Choice';
import { answerSurvey } from './citizen.request';

const SATISFACTIONS = ['satisfied', 'basically-satisfied', 'dissatisfied'];

/** The satisfaction survey (D1 一(一)5): of the case that is known by number and code, or by the token of a message. */
export function SurveyForm({ known }: { known: { number: string; code: string } | { token: string } }) {
  const { t } = useTranslation();
  const { mutate, error, isPending, isSuccess } = useMutation({ mutationFn: answerSurvey });
  if (isSuccess) return <Alert type="success" showIcon message={t('citizen.thanks')} />;
  return (
    <Card title={t('citizen.survey')} style={{ maxWidth: 560, margin: '0 auto', width: '100%' }}>
      {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 16 }} />}
      <Form
        layout="vertical"
        onFinish={(answer: { satisfaction: string; comment?: string }) => mutate({ ...known, ...answer })}
      >
        <Form.Item name="satisfaction" label={t('citizen.satisfaction')} rules={[{ required: true }]}>
          <OneOf options={SATISFACTIONS.map((value) => ({ value, label: t(`satisfaction.${value}`) }))} />
        </Form.Item>
        <Form.Item name="comment" label={t('citizen.comment')}>
          <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={isPending}>
          {t('action.submit')}
        </Button>
      </Form>
    </Card>
  );
}
