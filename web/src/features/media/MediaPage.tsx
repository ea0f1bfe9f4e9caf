import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, DatePicker, Flex, Form, Input, Table, Typography } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Principal } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';
import { instantOf, onClock } from '../../components/today';
import { useSending } from '../../components/useSending';
import { useWords } from '../../components/words';
import { type Article, type ArticleEntry, linkArticle, listArticles, recordArticle } from './media.request';

type Entered = Omit<ArticleEntry, 'publishedAt'> & { publishedAt: Dayjs };

/** Linked media (D1 一(一)): what was published; with a case's number it is a ground to supervise that case. */
export function MediaPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const [recording, setRecording] = useState(false);
  const [linking, setLinking] = useState<Article | null>(null);
  const { data, error } = useQuery({ queryKey: ['media'], queryFn: listArticles });
  const mayRecord = me.role === 'media' || me.role === 'supervisor';
  return (
    <Card
      title={t('menu.media')}
      extra={
        mayRecord && (
          <Button type="primary" onClick={() => setRecording(true)}>
            {t('media.record')}
          </Button>
        )
      }
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Table<Article>
        rowKey="id"
        size="middle"
        dataSource={data}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('media.none') }}
        columns={[
          { title: t('media.publishedAt'), dataIndex: 'publishedAt', render: time },
          { title: t('media.outlet'), dataIndex: 'outlet' },
          {
            title: t('media.title'),
            dataIndex: 'title',
            width: 320,
            render: (title: string, { url, summary }) => (
              <>
                {url ? (
                  <a href={url} target="_blank" rel="noreferrer">
                    {title}
                  </a>
                ) : (
                  title
                )}
                <Typography.Paragraph type="secondary" ellipsis={{ rows: 2 }} style={{ margin: 0 }}>
                  {summary}
                </Typography.Paragraph>
              </>
            ),
          },
          {
            title: t('media.case'),
            render: (_, article) =>
              article.caseId && me.role !== 'media' ? (
                <Link to={`/cases/${article.caseId}`}>{t('media.open')}</Link>
              ) : article.caseId ? (
                t('media.linked')
              ) : (
                me.role === 'supervisor' && (
                  <Button size="small" onClick={() => setLinking(article)}>
                    {t('media.link')}
                  </Button>
                )
              ),
          },
        ]}
      />
      {recording && <RecordDialog onClose={() => setRecording(false)} />}
      {linking && <LinkDialog article={linking} onClose={() => setLinking(null)} />}
    </Card>
  );
}

function RecordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const sending = useSending('media', recordArticle, onClose);
  const send = ({ publishedAt, url, caseNumber, ...rest }: Entered) =>
    sending.mutate({
      ...rest,
      publishedAt: instantOf(publishedAt),
      ...(url?.trim() ? { url: url.trim() } : {}),
      ...(caseNumber?.trim() ? { caseNumber: caseNumber.trim() } : {}),
    });
  return (
    <FormDialog
      title={t('media.record')}
      sending={sending}
      onClose={onClose}
      initialValues={{ publishedAt: onClock(new Date()) }}
      onSend={send}
    >
      <Flex gap="middle" wrap>
        <Form.Item name="outlet" label={t('media.outlet')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="publishedAt" label={t('media.publishedAt')} rules={[{ required: true }]}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
      </Flex>
      <Form.Item name="title" label={t('media.title')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="url" label={t('media.url')} rules={[{ type: 'url' }]}>
        <Input inputMode="url" maxLength={1000} />
      </Form.Item>
      <Form.Item name="summary" label={t('media.summary')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={4000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="caseNumber" label={t('media.caseNumber')}>
        <Input maxLength={40} />
      </Form.Item>
    </FormDialog>
  );
}

function LinkDialog({ article, onClose }: { article: Article; onClose: () => void }) {
  const { t } = useTranslation();
  const sending = useSending('media', linkArticle, onClose);
  return (
    <FormDialog
      title={`${t('media.link')} ${article.title}`}
      sending={sending}
      onClose={onClose}
      onSend={({ caseNumber }: { caseNumber: string }) =>
        sending.mutate({ id: article.id, caseNumber: caseNumber.trim() })
      }
    >
      <Form.Item name="caseNumber" label={t('case.number')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={40} />
      </Form.Item>
    </FormDialog>
  );
}
