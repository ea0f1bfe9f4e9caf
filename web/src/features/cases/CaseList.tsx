import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Table, Tag, type TableColumnsType } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/request';
import { listCases, type CaseRow } from './cases.request';

/** The cases that who is signed in may see, newest as the API orders them. */
export function CaseList({ onSignedOut }: { onSignedOut: () => void }) {
  const { t, i18n } = useTranslation();
  const { data, error, isFetching, refetch } = useQuery({ queryKey: ['cases'], queryFn: listCases });
  const expired = error instanceof ApiError && error.problem.status === 401;
  useEffect(() => {
    if (expired) onSignedOut();
  }, [expired, onSignedOut]);

  // a code that the texts do not know yet is shown as it is
  const word = (kind: string, code: string | null | undefined) =>
    code ? t(`${kind}.${code}`, { defaultValue: code }) : '';
  const columns: TableColumnsType<CaseRow> = [
    { title: t('case.caseNumber'), dataIndex: 'caseNumber' },
    { title: t('case.title'), dataIndex: 'title', ellipsis: true },
    { title: t('case.channel'), dataIndex: 'channel', render: (code: string) => word('channel', code) },
    { title: t('case.caseType'), dataIndex: 'caseType', render: (code: string) => word('caseType', code) },
    { title: t('case.category'), dataIndex: 'category', render: (code: string) => word('category', code) },
    {
      title: t('case.urgency'),
      dataIndex: 'urgency',
      render: (code: string) =>
        code && <Tag color={code === 'urgent' ? 'red' : 'default'}>{word('urgency', code)}</Tag>,
    },
    { title: t('case.disposal'), dataIndex: 'disposal', render: (code: string) => word('disposal', code) },
    { title: t('case.status'), render: (_, row) => word('status', row.status ?? row.state) },
    {
      title: t('case.receivedAt'),
      dataIndex: 'receivedAt',
      render: (instant: string) =>
        instant && new Date(instant).toLocaleString(i18n.language, { timeZone: 'Asia/Shanghai' }),
    },
  ];
  return (
    <Card title={t('case.list')} extra={<Button onClick={() => void refetch()}>{t('case.refresh')}</Button>}>
      {error && !expired && <Alert type="error" showIcon message={t('error.request')} style={{ marginBottom: 16 }} />}
      <Table<CaseRow>
        rowKey="id"
        size="middle"
        loading={isFetching}
        columns={columns}
        dataSource={data ?? []}
        scroll={{ x: true }}
      />
    </Card>
  );
}
