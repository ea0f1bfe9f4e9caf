import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Flex, Space, Spin, Table, Tag, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { Principal } from '../../api/types';
import { Attachments } from '../../components/Attachments';
import { CaseTasks } from '../../components/CaseTasks';
import { save } from '../../components/save';
import { useRegistry } from '../../components/useRegistry';
import { useWords } from '../../components/words';
import { CaseActions } from './CaseActions';
import { CaseHold } from './CaseHold';
import { CaseTimeline } from './CaseTimeline';
import { CorrectDialog } from './CorrectDialog';
import { documentsOf, getArchive, getCase, getDocument } from './cases.request';

/** Loaded when a case is opened: bpmn-js is larger than the page. */
const CasePath = lazy(async () => ({ default: (await import('./CasePath')).CasePath }));

/** What the intake asks about the matter, in its order (D9 第一步). */
const CIRCUMSTANCES = ['time', 'place', 'persons'] as const;

/** Who may take the archive of a closed case. */
const ARCHIVE_READERS = ['agent', 'supervisor', 'leader', 'oversight', 'admin'];

/** All of one case: what the citizen said, why it went where it went, who has it until when, and its history. */
export function CasePage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const { areaName, topicName } = useRegistry();
  const [correcting, setCorrecting] = useState(false);
  const { id = '' } = useParams();
  const found = useQuery({ queryKey: ['case', id], queryFn: () => getCase(id), refetchInterval: 10_000 });
  const documents = useQuery({ queryKey: ['documents', id], queryFn: () => documentsOf(id), refetchInterval: 10_000 });
  if (found.error) return <Alert type="error" showIcon message={found.error.message} />;
  if (!found.data) return <Spin />;
  const { citizen, because, assignments, history, ...item } = found.data;
  const open = async (documentId: string) => {
    const html = await getDocument(documentId);
    window.open(URL.createObjectURL(new Blob([html], { type: 'text/html' })), '_blank', 'noopener');
  };
  const takeArchive = async () => save(await getArchive(id), `${item.number}.zip`);
  return (
    <Flex vertical gap="middle">
      <Card
        title={`${item.number} ${item.title ?? ''}`}
        extra={
          <Space wrap>
            {['agent', 'supervisor'].includes(me.role) && item.stage !== 'archived' && (
              <Button onClick={() => setCorrecting(true)}>{t('action.classification')}</Button>
            )}
            <CaseHold me={me} caseId={id} />
            {item.stage === 'archived' && ARCHIVE_READERS.includes(me.role) && (
              <Button onClick={() => void takeArchive()}>{t('case.archive')}</Button>
            )}
            <CaseActions me={me} caseId={id} assignments={assignments} stage={item.stage} />
          </Space>
        }
      >
        <Descriptions column={{ xs: 1, md: 3 }} size="small">
          <Descriptions.Item label={t('case.stage')}>
            <Tag color="blue">{word('stage', item.stage)}</Tag>
          </Descriptions.Item>
          <Descriptions.Item label={t('case.channel')}>{word('channel', item.channel)}</Descriptions.Item>
          <Descriptions.Item label={t('case.receivedAt')}>{time(item.receivedAt)}</Descriptions.Item>
          <Descriptions.Item label={t('case.caseType')}>{word('caseType', item.caseType)}</Descriptions.Item>
          <Descriptions.Item label={t('case.category')}>{word('category', item.category)}</Descriptions.Item>
          <Descriptions.Item label={t('case.topic')}>{item.topic && topicName(item.topic)}</Descriptions.Item>
          <Descriptions.Item label={t('case.urgency')}>{word('urgency', item.urgency)}</Descriptions.Item>
          <Descriptions.Item label={t('case.area')}>{item.area && areaName(item.area)}</Descriptions.Item>
          <Descriptions.Item label={t('citizen.name')}>{citizen.name}</Descriptions.Item>
          <Descriptions.Item label={t('citizen.phone')}>{citizen.phone}</Descriptions.Item>
          {(citizen.unit || citizen.address) && (
            <Descriptions.Item label={t('citizen.address')}>
              {[citizen.unit, citizen.address].filter(Boolean).join(' ')}
            </Descriptions.Item>
          )}
          {CIRCUMSTANCES.filter((part) => item.circumstances?.[part]).map((part) => (
            <Descriptions.Item key={part} label={t(`case.${part}`)}>
              {item.circumstances?.[part]}
            </Descriptions.Item>
          ))}
        </Descriptions>
        <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', marginTop: 12 }}>{item.content}</Typography.Paragraph>
        {because && (
          <Typography.Paragraph type="secondary">
            {t('case.because')}
            {because
              .filter(({ words }) => words.length > 0)
              .map(
                ({ part, value, words }) =>
                  ` ${t('case.becauseOf', {
                    what: part === 'area' ? areaName(value) : part === 'topic' ? topicName(value) : word(part, value),
                    words: words.join(t('case.comma')),
                  })}`,
              )}
          </Typography.Paragraph>
        )}
        {item.answer && <Alert type="success" message={t('case.answer')} description={item.answer} />}
      </Card>
      <Card title={t('case.assignments')} size="small">
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={assignments}
          columns={[
            { title: t('assignment.unit'), dataIndex: 'unitName' },
            { title: t('assignment.role'), dataIndex: 'role', render: (code: string) => word('role', code) },
            { title: t('assignment.status'), dataIndex: 'status', render: (code: string) => word('assignment', code) },
            { title: t('assignment.signInDue'), dataIndex: 'signInDue', render: time },
            { title: t('assignment.handlingDue'), dataIndex: 'handlingDue', render: time },
            { title: t('assignment.doneAt'), dataIndex: 'doneAt', render: time },
            { title: t('assignment.result'), dataIndex: 'result' },
          ]}
        />
      </Card>
      {item.stage !== 'archived' && (
        <Card title={t('case.tasks')} size="small">
          <CaseTasks caseId={id} />
        </Card>
      )}
      <Card title={t('case.path')} size="small">
        <Suspense fallback={<Spin />}>
          <CasePath caseId={id} />
        </Suspense>
      </Card>
      <Card title={t('case.attachments')} size="small">
        <Attachments
          caseId={id}
          add={
            ['agent', 'supervisor'].includes(me.role) && item.stage !== 'archived'
              ? { to: `/cases/${id}`, purpose: 'intake' }
              : undefined
          }
        />
      </Card>
      <Card title={t('case.documents')} size="small">
        {(documents.data ?? []).map(({ id: documentId, kind, number }) => (
          <Button key={documentId} type="link" className="wraps" onClick={() => void open(documentId)}>
            {word('document', kind)} {number}
          </Button>
        ))}
      </Card>
      <Card title={t('case.history')} size="small">
        <CaseTimeline history={history} assignments={assignments} />
      </Card>
      {correcting && <CorrectDialog found={found.data} onClose={() => setCorrecting(false)} />}
    </Flex>
  );
}
