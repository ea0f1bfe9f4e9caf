import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { save } from '../../components/save';
import { useWords } from '../../components/words';
import { getFile, lookUp } from './citizen.request';
import { DocumentsForm } from './DocumentsForm';
import { SurveyForm } from './SurveyForm';

/** A citizen follows a case by number and code, and says whether the result satisfies. */
export function CitizenPage() {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const [asked] = useSearchParams();
  const [known, setKnown] = useState<{ number: string; code: string }>();
  const { mutate, data, error, isPending } = useMutation({ mutationFn: lookUp });
  const takeAway = useMutation({
    mutationFn: async ({ id, name }: { id: string; name: string }) => save(await getFile(id, known!), name),
  });
  return (
    <Flex vertical gap="middle" style={{ maxWidth: 560, margin: '0 auto' }}>
      <Card title={t('citizen.follow')} extra={<Link to="/submit">{t('citizen.submit')}</Link>}>
        {[error, takeAway.error].map(
          (one) =>
            one && <Alert key={one.message} type="error" showIcon message={one.message} style={{ marginBottom: 16 }} />,
        )}
        <Form
          layout="vertical"
          initialValues={{ number: asked.get('number') ?? undefined }}
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
          </Descriptions>
          {data.results.map(({ unit, result, course, unsolvedReason, nextStep, doneAt, attachments }) => (
            <Descriptions key={`${unit} ${doneAt}`} column={1} size="small" title={unit} style={{ marginTop: 12 }}>
              {course && <Descriptions.Item label={t('citizen.course')}>{course}</Descriptions.Item>}
              <Descriptions.Item label={t('assignment.result')}>{result}</Descriptions.Item>
              {unsolvedReason && <Descriptions.Item label={t('citizen.unsolved')}>{unsolvedReason}</Descriptions.Item>}
              {nextStep && <Descriptions.Item label={t('citizen.nextStep')}>{nextStep}</Descriptions.Item>}
              {known && attachments.length > 0 && (
                <Descriptions.Item label={t('citizen.attachments')}>
                  <Flex vertical>
                    {attachments.map(({ id, name }) => (
                      <Button
                        key={id}
                        type="link"
                        style={{ padding: 0, justifyContent: 'flex-start' }}
                        onClick={() => takeAway.mutate({ id, name })}
                      >
                        {name}
                      </Button>
                    ))}
                  </Flex>
                </Descriptions.Item>
              )}
            </Descriptions>
          ))}
        </Card>
      )}
      {data && !data.closedAt && known && <DocumentsForm known={known} />}
      {data?.stage === 'revisiting' && known && <SurveyForm known={known} />}
    </Flex>
  );
}
