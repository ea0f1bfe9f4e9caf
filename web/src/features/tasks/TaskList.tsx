import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Space, Table, Tag, type TableColumnsType } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import pace from '../../api/pace.json';
import type { Principal, TaskRow } from '../../api/types';
import { Bulk, useBulk } from '../../components/Bulk';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { TaskFilters } from './TaskFilters';
import { bulkTasks, listTasks, type TaskFilter } from './tasks.request';
import { TimeLeft } from '../../components/TimeLeft';

/** Loaded when a task is opened: form-js is larger than all the rest. */
const TaskDrawer = lazy(async () => ({ default: (await import('./TaskDrawer')).TaskDrawer }));

/** The open tasks of one's groups; what is overdue says so in words, not in colour alone. */
export function TaskList({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const person = usePeople();
  const [page, setPage] = useState(1);
  // which task is open stands in the address: a case's page leads to it, and a reload keeps it
  const { key: open } = useParams();
  const navigate = useNavigate();
  const [filter, setFilter] = useState<TaskFilter>({ order: 'due' });
  const [chosen, setChosen] = useState<TaskRow[]>([]);
  const queries = useQueryClient();
  const { data, error, isFetching } = useQuery({
    queryKey: ['tasks', filter, page],
    queryFn: () => listTasks(filter, page),
    // Told of changes by the stream; this is for what the stream does not know of.
    refetchInterval: pace.listMs,
  });
  const bulk = useBulk(async () => {
    setChosen([]);
    await queries.invalidateQueries({ queryKey: ['tasks'] });
  });
  const many = (action: 'claim' | 'complete') => {
    const nameOf = (key: string) => {
      const row = chosen.find((one) => one.key === key);
      return row?.caseNumber ?? row?.about?.title ?? key;
    };
    return bulk.follow(chosen.length, (done) =>
      bulkTasks({ keys: chosen.map(({ key }) => key), action }, ({ key, problem }) =>
        done(nameOf(key), problem && (problem.detail ?? problem.title ?? problem.code)),
      ),
    );
  };
  const signable = chosen.length > 0 && chosen.every(({ elementId }) => elementId === 'sign-in');
  const columns: TableColumnsType<TaskRow> = [
    {
      title: t('task.name'),
      dataIndex: 'name',
      render: (name: string, { key }) => (
        <Button type="link" style={{ padding: 0 }} onClick={() => void navigate(`/tasks/${key}`)}>
          {name}
        </Button>
      ),
    },
    // beside the name, so that a telephone shows it too
    {
      title: t('task.timeLeft'),
      dataIndex: 'workingMinutesLeft',
      render: (minutes: number | null) => <TimeLeft minutes={minutes} />,
    },
    {
      title: t('case.number'),
      dataIndex: 'caseNumber',
      render: (number: string | null, { about }) => number ?? (about && t(`task.kind.${about.kind}`)),
    },
    {
      title: t('case.title'),
      dataIndex: 'caseTitle',
      width: 260,
      responsive: ['md'],
      render: (title: string | null, { about }) => title ?? about?.title,
    },
    {
      title: t('case.urgency'),
      dataIndex: 'urgency',
      render: (code: string) =>
        code && <Tag color={code === 'urgent' ? 'red' : 'default'}>{word('urgency', code)}</Tag>,
    },
    { title: t('task.createdAt'), dataIndex: 'createdAt', responsive: ['lg'], render: time },
    { title: t('task.dueAt'), dataIndex: 'dueAt', responsive: ['lg'], render: time },
    { title: t('task.assignee'), dataIndex: 'assignee', responsive: ['md'], render: person },
  ];
  return (
    <Card title={t('task.list')}>
      {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 16 }} />}
      <TaskFilters
        me={me}
        filter={filter}
        onChange={(next) => {
          setFilter(next);
          setPage(1);
        }}
      />
      <Space wrap style={{ marginBottom: 12 }}>
        {me.role === 'handler' && (
          <Button disabled={!signable} onClick={() => void many('complete')}>
            {t('task.signInChosen', { count: chosen.length })}
          </Button>
        )}
        <Button disabled={chosen.length === 0} onClick={() => void many('claim')}>
          {t('task.claimChosen', { count: chosen.length })}
        </Button>
      </Space>
      <Bulk bulk={bulk} />
      {/* the table's own `scroll` would draw a second, hidden box to select all */}
      <div style={{ overflowX: 'auto' }}>
        <Table<TaskRow>
          rowSelection={{
            selectedRowKeys: chosen.map(({ key }) => key),
            onChange: (_, rows) => setChosen(rows),
            getCheckboxProps: ({ caseNumber, about, name }) => ({
              disabled: false,
              'aria-label': `${name} ${caseNumber ?? about?.title ?? ''}`,
            }),
          }}
          rowKey="key"
          size="middle"
          loading={isFetching && !data}
          columns={columns}
          dataSource={data?.items ?? []}
          pagination={{
            current: page,
            total: data?.total ?? 0,
            pageSize: 20,
            showSizeChanger: false,
            onChange: setPage,
          }}
        />
      </div>
      {open && (
        <Suspense>
          <TaskDrawer key={open} taskKey={open} me={me} onClose={() => void navigate('/tasks')} />
        </Suspense>
      )}
    </Card>
  );
}
