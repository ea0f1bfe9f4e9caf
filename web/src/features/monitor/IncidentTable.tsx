import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bulk, useBulk } from '../../components/Bulk';
import { useWords } from '../../components/words';
import { type Incident, retryIncident, search } from './monitor.request';
import { VariableDialog } from './VariableDialog';

const EVERY_MS = 15_000;

/** What stands, with its reason: correct a variable, try again, one or many. */
export function IncidentTable({ filter }: { filter: { state: string; processInstanceKey?: string } }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string[]>([]);
  const [correcting, setCorrecting] = useState<Incident | null>(null);
  const { data, error } = useQuery({
    queryKey: ['monitor', 'incidents', filter],
    queryFn: () => search('incidents', filter),
    refetchInterval: EVERY_MS,
  });
  const bulk = useBulk(async () => {
    setChosen([]);
    await queries.invalidateQueries({ queryKey: ['monitor'] });
  });
  const retry = (incidents: Incident[]) =>
    bulk.run(incidents.map((incident) => ({ name: incident.incidentKey, act: () => retryIncident(incident) })));
  const columns: TableColumnsType<Incident> = [
    {
      title: t('monitor.instance'),
      dataIndex: 'processInstanceKey',
      render: (key: string) => <Link to={`/monitor/instances/${key}`}>{key}</Link>,
    },
    { title: t('monitor.process'), dataIndex: 'processDefinitionId' },
    { title: t('monitor.element'), dataIndex: 'elementId' },
    {
      title: t('monitor.errorType'),
      dataIndex: 'errorType',
      render: (type: string) => <Tag color="red">{t(`monitor.errors.${type}`, { defaultValue: type })}</Tag>,
    },
    { title: t('monitor.message'), dataIndex: 'errorMessage', width: 360 },
    { title: t('monitor.since'), dataIndex: 'creationTime', render: time },
    {
      title: '',
      render: (_, incident) => (
        <Space>
          <Button size="small" onClick={() => setCorrecting(incident)}>
            {t('monitor.correct')}
          </Button>
          <Button size="small" type="primary" onClick={() => void retry([incident])}>
            {t('monitor.retry')}
          </Button>
        </Space>
      ),
    },
  ];
  return (
    <>
      {error && <Alert type="error" showIcon message={error.message} />}
      <Button
        disabled={chosen.length === 0}
        onClick={() => void retry((data?.items ?? []).filter(({ incidentKey }) => chosen.includes(incidentKey)))}
        style={{ marginBottom: 12 }}
      >
        {t('monitor.retryChosen', { count: chosen.length })}
      </Button>
      <Bulk bulk={bulk} />
      {/* the table's own `scroll` would draw a second, hidden box to select all */}
      <div style={{ overflowX: 'auto' }}>
        <Table<Incident>
          rowKey="incidentKey"
          size="middle"
          columns={columns}
          dataSource={data?.items}
          rowSelection={{
            selectedRowKeys: chosen,
            onChange: (keys) => setChosen(keys as string[]),
            getCheckboxProps: ({ incidentKey }) => ({ disabled: false, 'aria-label': incidentKey }),
          }}
          locale={{ emptyText: t('monitor.nothingStands') }}
        />
      </div>
      {correcting && (
        <VariableDialog
          instanceKey={correcting.processInstanceKey}
          onClose={() => setCorrecting(null)}
          onSaved={() => setCorrecting(null)}
        />
      )}
    </>
  );
}
