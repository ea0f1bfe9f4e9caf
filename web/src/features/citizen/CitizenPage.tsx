import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../components/words';
import { lookUp } from './citizen.request';
import { SurveyForm } from './SurveyForm';

/** A citizen follows a case by number and code, and says whether the result satisfies. */
export function CitizenPage() {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const [known, setKnown] = useState<{ number: string; code: string }>();
  const { mutate, data, error, isPending } = useMutation({ mutationFn: lookUp });
  return (
    <Flex vertical gap="middle" style={{ maxWidth: 560, margin: '0 auto' }}>
      <Card title={t('citizen.follow')}>
        {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 16 }} />}
        <Form
          layout="vertical"
          onFinish={(entered: { number: string; code: string }) => {
            const trimmed = { number: entered.number.trim(), code: entered.code.trim() };
            setKnown(trimmed);
            mutate(trimmed);
          }}
        >
          <Form.Item name="number" label={t('case.number')} rules={[{ required: true }]}>
            <Input inputMode="numeric" maxLength={40} />
          </Form.Item>
          <Form.Item name="code" label={t('citizen.code')} rules={[{ required: true }]}>
            <Input maxLength={40} autoCapitalize="characters" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={isPending}>
            {t('citizen.lookUp')}
          </Button>
        </Form>
      </Card>
      {data && (
        <Card title={data.number}>
          <Descriptions column={1} size="small">
            <Descriptions.Item label={t('case.stage')}>{word('stage', data.stage)}</Descriptions.Item>
            <Descriptions.Item label={t('case.receivedAt')}>{time(data.receivedAt)}</Descriptions.Item>
            {data.answer && <Descriptions.Item label={t('case.answer')}>{data.answer}</Descriptions.Item>}
            {data.results.map(({ unit, result, doneAt }) => (
              <Descriptions.Item key={`${unit} ${doneAt}`} label={unit}>
                {result}
              </Descriptions.Item>
            ))}
          </Descriptions>
        </Card>
      )}
      {data?.stage === 'revisiting' && known && <SurveyForm known={known} />}
    </Flex>
  );
}
