import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Popconfirm, Space, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Principal } from '../../api/types';
import { BatchBar, startBatch } from '../../components/Batch';
import { useWords } from '../../components/words';
import { type Incident, LOOK_AGAIN_MS, retryIncident, search } from './monitor.request';
import { VariableDialog } from './VariableDialog';

/** What stands, everywhere or in one instance, with its reason; who operates corrects a variable and tries again, one or many. */
export function IncidentTable({ me, instance }: { me: Principal; instance?: string }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string[]>([]);
  const [correcting, setCorrecting] = useState<Incident | null>(null);
  const [batch, setBatch] = useState<string | null>(null);
  const filter = { state: 'ACTIVE', ...(instance ? { processInstanceKey: instance } : {}) };
  const { data, error } = useQuery({
    queryKey: ['monitor', 'incidents', filter],
    queryFn: () => search('incidents', filter),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const operates = me.role === 'admin';
  const again = () => queries.invalidateQueries({ queryKey: ['monitor'] });
  const one = useMutation({ mutationFn: retryIncident, onSuccess: again });
  // the engine tries many again in the background: the bar only looks on
  const many = useMutation({
    mutationFn: (keys?: string[]) => startBatch('incident-resolution', keys ? { keys } : {}),
    onSuccess: ({ key }) => {
      setBatch(key);
      setChosen([]);
    },
  });
  const incidents = data?.items ?? [];
  const instances = [
    ...new Set(
      incidents
        .filter(({ incidentKey }) => chosen.includes(incidentKey))
        .map(({ processInstanceKey }) => processInstanceKey),
    ),
  ];
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
    ...(operates
      ? [
          {
            title: '',
            render: (_: unknown, incident: Incident) => (
              <Space>
                <Button size="small" onClick={() => setCorrecting(incident)}>
                  {t('monitor.correct')}
                </Button>
                <Button size="small" type="primary" onClick={() => one.mutate(incident)}>
                  {t('monitor.retry')}
                </Button>
              </Space>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      {[error, one.error, many.error].map(
        (refused) => refused && <Alert key={refused.message} type="error" showIcon message={refused.message} />,
      )}
      {operates && (
        <Flex gap="small" wrap style={{ marginBottom: 12 }}>
          <Button disabled={chosen.length === 0} loading={many.isPending} onClick={() => many.mutate(instances)}>
            {t('monitor.retryChosen', { count: instances.length })}
          </Button>
          {!instance && (
            <Popconfirm title={t('monitor.retryAllAsk')} onConfirm={() => many.mutate(undefined)}>
              <Button disabled={incidents.length === 0}>{t('monitor.retryAll')}</Button>
            </Popconfirm>
          )}
        </Flex>
      )}
      {batch && <BatchBar batchKey={batch} onEnd={() => void again()} />}
      {/* the table's own `scroll` would draw a second, hidden box to select all */}
      <div style={{ overflowX: 'auto' }}>
        <Table<Incident>
          rowKey="incidentKey"
          size="middle"
          columns={columns}
          dataSource={incidents}
          rowSelection={
            operates
              ? {
                  selectedRowKeys: chosen,
                  onChange: (keys) => setChosen(keys as string[]),
                  getCheckboxProps: ({ incidentKey }) => ({ disabled: false, 'aria-label': incidentKey }),
                }
              : undefined
          }
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
