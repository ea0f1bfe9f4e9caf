import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Card, Table, Tabs, Tag, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Principal } from '../../api/types';
import { IncidentTable } from './IncidentTable';
import { type Definition, getConsole, listDefinitions, LOOK_AGAIN_MS } from './monitor.request';

/** The engine as admins see it: processes with what runs on them, and what stands. */
export function MonitorPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['monitor', 'definitions'],
    queryFn: listDefinitions,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const console = useQuery({ queryKey: ['monitor', 'console'], queryFn: getConsole, staleTime: Infinity });
  const standing = (data ?? []).reduce((sum, { incidents }) => sum + incidents, 0);
  const columns: TableColumnsType<Definition> = [
    {
      title: t('monitor.process'),
      render: (_, { key, name, id }) => <Link to={`/monitor/definitions/${key}`}>{name ?? id}</Link>,
    },
    { title: t('monitor.id'), dataIndex: 'id' },
    { title: t('monitor.version'), dataIndex: 'version', render: (version: number) => `v${version}` },
    { title: t('monitor.active'), dataIndex: 'active', sorter: (one, other) => one.active - other.active },
    {
      title: t('monitor.incidents'),
      dataIndex: 'incidents',
      sorter: (one, other) => one.incidents - other.incidents,
      render: (count: number) => (count > 0 ? <Tag color="red">{t('monitor.standing', { count })}</Tag> : 0),
    },
  ];
  return (
    <Card
      title={t('monitor.title')}
      extra={
        console.data?.console && (
          <a href={console.data.console} target="_blank" rel="noreferrer">
            {t('monitor.console')}
          </a>
        )
      }
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Tabs
        onChange={() => void queries.invalidateQueries({ queryKey: ['monitor'] })}
        items={[
          {
            key: 'definitions',
            label: t('monitor.definitions'),
            children: (
              <Table<Definition>
                rowKey="key"
                size="middle"
                columns={columns}
                dataSource={data}
                loading={!data && !error}
                pagination={{ pageSize: 20, hideOnSinglePage: true }}
              />
            ),
          },
          {
            key: 'incidents',
            label: `${t('monitor.incidents')} (${standing})`,
            children: <IncidentTable me={me} />,
          },
        ]}
      />
    </Card>
  );
}
