import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Table, Tag, type TableColumnsType } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Principal, TaskRow } from '../../api/types';
import { useWords } from '../../components/words';
import { listTasks } from './tasks.request';

/** Loaded when a task is opened: form-js is larger than all the rest. */
const TaskDrawer = lazy(async () => ({ default: (await import('./TaskDrawer')).TaskDrawer }));

/** The open tasks of one's groups; what is overdue says so in words, not in colour alone. */
export function TaskList({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<string | null>(null);
  const { data, error, isFetching } = useQuery({
    queryKey: ['tasks', page],
    queryFn: () => listTasks(page),
    refetchInterval: 5_000,
  });
  const columns: TableColumnsType<TaskRow> = [
    {
      title: t('task.name'),
      dataIndex: 'name',
      render: (name: string, { key }) => (
        <Button type="link" style={{ padding: 0 }} onClick={() => setOpen(key)}>
          {name}
        </Button>
      ),
    },
    { title: t('case.number'), dataIndex: 'caseNumber' },
    { title: t('case.title'), dataIndex: 'caseTitle', ellipsis: true },
    {
      title: t('case.urgency'),
      dataIndex: 'urgency',
      render: (code: string) =>
        code && <Tag color={code === 'urgent' ? 'red' : 'default'}>{word('urgency', code)}</Tag>,
    },
    { title: t('task.createdAt'), dataIndex: 'createdAt', render: time },
    {
      title: t('task.dueAt'),
      dataIndex: 'dueAt',
      render: (due: string, { overdue }) => (
        <>
          {time(due)} {overdue && <Tag color="red">{t('task.overdue')}</Tag>}
        </>
      ),
    },
    { title: t('task.assignee'), dataIndex: 'assignee' },
  ];
  return (
    <Card title={t('task.list')}>
      {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 16 }} />}
      <Table<TaskRow>
        rowKey="key"
        size="middle"
        loading={isFetching && !data}
        columns={columns}
        dataSource={data?.items ?? []}
        pagination={{ current: page, total: data?.total ?? 0, pageSize: 20, showSizeChanger: false, onChange: setPage }}
        scroll={{ x: true }}
      />
      {open && (
        <Suspense>
          <TaskDrawer key={open} taskKey={open} me={me} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Card>
  );
}
