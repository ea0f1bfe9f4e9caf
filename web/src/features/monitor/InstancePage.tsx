import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Popconfirm, Space, Spin, Table, Tabs, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Principal } from '../../api/types';
import { DiagramViewer } from '../../components/DiagramViewer';
import { pathMarks } from '../../components/path-marks';
import { useWords } from '../../components/words';
import { IncidentTable } from './IncidentTable';
import { ModifyDialog } from './ModifyDialog';
import { cancelInstance, type ElementInstance, getDiagram, LOOK_AGAIN_MS, search } from './monitor.request';
import { VariableDialog } from './VariableDialog';

const ALL = { from: 0, limit: 1000 };

/** One instance: its path on the diagram, its variables and jobs, what stands; cancel it or move it on. */
export function InstancePage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const { key = '' } = useParams();
  const queries = useQueryClient();
  const [changing, setChanging] = useState<{ name?: string; scopeKey?: string } | null>(null);
  const [modifying, setModifying] = useState(false);
  const mine = { processInstanceKey: key };
  const query = { refetchInterval: LOOK_AGAIN_MS };
  const instance = useQuery({
    queryKey: ['monitor', 'instance', key],
    queryFn: async () => (await search('process-instances', mine)).items[0] ?? null,
    ...query,
  });
  const elements = useQuery({
    queryKey: ['monitor', 'elements', key],
    queryFn: () => search('element-instances', mine, ALL),
    ...query,
  });
  const variables = useQuery({
    queryKey: ['monitor', 'variables', key],
    queryFn: () => search('variables', mine, ALL),
    ...query,
  });
  const jobs = useQuery({ queryKey: ['monitor', 'jobs', key], queryFn: () => search('jobs', mine, ALL), ...query });
  const children = useQuery({
    queryKey: ['monitor', 'children', key],
    queryFn: () => search('process-instances', { parentProcessInstanceKey: key }, ALL),
    ...query,
  });
  const definitionKey = instance.data?.processDefinitionKey;
  const diagram = useQuery({
    queryKey: ['monitor', 'diagram', definitionKey],
    queryFn: () => getDiagram(definitionKey!),
    enabled: Boolean(definitionKey),
  });
  const cancel = useMutation({
    mutationFn: () => cancelInstance(key),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['monitor'] }),
  });
  const marks = useMemo(() => pathMarks(elements.data?.items ?? []), [elements.data]);
  if (instance.data === null) return <Alert type="warning" showIcon message={key} />;
  const found = instance.data;
  const running = found?.state === 'ACTIVE';
  const operates = me.role === 'admin' && running;
  return (
    <Card
      title={
        <Flex gap="small" align="center" wrap>
          <Link to="/monitor">{t('monitor.title')}</Link> /
          {found && (
            <>
              <Link to={`/monitor/definitions/${found.processDefinitionKey}`}>
                {found.processDefinitionName} v{found.processDefinitionVersion}
              </Link>
              /
            </>
          )}
          <span>{key}</span>
          {found && <Tag color={running ? 'blue' : 'default'}>{t(`monitor.states.${found.state}`)}</Tag>}
          {found?.hasIncident && <Tag color="red">{t('monitor.states.INCIDENT')}</Tag>}
        </Flex>
      }
      extra={
        operates && (
          <Space>
            <Button onClick={() => setModifying(true)}>{t('monitor.modify')}</Button>
            <Popconfirm title={t('monitor.cancelAsk', { count: 1 })} onConfirm={() => cancel.mutate()}>
              <Button danger>{t('monitor.cancel')}</Button>
            </Popconfirm>
          </Space>
        )
      }
    >
      {[instance.error, elements.error, diagram.error, cancel.error].map(
        (one) => one && <Alert key={one.message} type="error" showIcon message={one.message} />,
      )}
      {diagram.data ? (
        <DiagramViewer xml={diagram.data.xml} marks={marks} label={t('monitor.path')} />
      ) : (
        !diagram.error && <Spin />
      )}
      <Tabs
        items={[
          {
            key: 'variables',
            label: t('monitor.variables'),
            children: (
              <>
                {operates && (
                  <Button style={{ marginBottom: 12 }} onClick={() => setChanging({})}>
                    {t('monitor.correct')}
                  </Button>
                )}
                <Table
                  rowKey={({ scopeKey, name }) => `${scopeKey}:${name}`}
                  size="small"
                  dataSource={variables.data?.items}
                  loading={variables.isLoading}
                  scroll={{ x: 'max-content' }}
                  columns={[
                    { title: t('monitor.variable'), dataIndex: 'name' },
                    { title: t('monitor.value'), dataIndex: 'value', render: (value: string) => <code>{value}</code> },
                    {
                      title: t('monitor.scope'),
                      dataIndex: 'scopeKey',
                      render: (scope: string) => (scope === key ? t('monitor.wholeInstance') : scope),
                    },
                    {
                      title: '',
                      render: (_, { name, scopeKey }) =>
                        operates && (
                          <Button size="small" onClick={() => setChanging({ name, scopeKey })}>
                            {t('monitor.change')}
                          </Button>
                        ),
                    },
                  ]}
                />
              </>
            ),
          },
          {
            key: 'elements',
            label: t('monitor.elements'),
            children: (
              <Table<ElementInstance>
                rowKey="elementInstanceKey"
                size="small"
                dataSource={elements.data?.items}
                loading={elements.isLoading}
                scroll={{ x: 'max-content' }}
                columns={[
                  { title: t('monitor.element'), render: (_, row) => `${row.elementName} (${row.elementId})` },
                  { title: t('monitor.type'), dataIndex: 'type' },
                  {
                    title: t('monitor.state'),
                    dataIndex: 'state',
                    render: (state: string) => t(`monitor.states.${state}`),
                  },
                  { title: t('monitor.started'), dataIndex: 'startDate', render: time },
                  { title: t('monitor.ended'), dataIndex: 'endDate', render: time },
                ]}
              />
            ),
          },
          {
            key: 'jobs',
            label: t('monitor.jobs'),
            children: (
              <>
                {jobs.error && <Alert type="info" showIcon message={jobs.error.message} />}
                <Table
                  rowKey="jobKey"
                  size="small"
                  dataSource={jobs.data?.items}
                  loading={jobs.isLoading}
                  scroll={{ x: 'max-content' }}
                  columns={[
                    { title: t('monitor.element'), dataIndex: 'elementId' },
                    { title: t('monitor.type'), dataIndex: 'type' },
                    { title: t('monitor.state'), dataIndex: 'state' },
                    { title: t('monitor.retries'), dataIndex: 'retries' },
                    { title: t('monitor.worker'), dataIndex: 'worker' },
                    { title: t('monitor.message'), dataIndex: 'errorMessage' },
                  ]}
                />
              </>
            ),
          },
          {
            key: 'incidents',
            label: t('monitor.incidents'),
            children: <IncidentTable me={me} instance={key} />,
          },
          {
            key: 'children',
            label: t('monitor.called'),
            children: (
              <Table
                rowKey="processInstanceKey"
                size="small"
                dataSource={children.data?.items}
                loading={children.isLoading}
                scroll={{ x: 'max-content' }}
                columns={[
                  {
                    title: t('monitor.instance'),
                    dataIndex: 'processInstanceKey',
                    render: (one: string) => <Link to={`/monitor/instances/${one}`}>{one}</Link>,
                  },
                  { title: t('monitor.process'), dataIndex: 'processDefinitionName' },
                  {
                    title: t('monitor.state'),
                    dataIndex: 'state',
                    render: (state: string) => t(`monitor.states.${state}`),
                  },
                  { title: t('monitor.started'), dataIndex: 'startDate', render: time },
                ]}
              />
            ),
          },
        ]}
      />
      {changing && (
        <VariableDialog
          instanceKey={key}
          {...changing}
          onClose={() => setChanging(null)}
          onSaved={() => setChanging(null)}
        />
      )}
      {modifying && diagram.data && (
        <ModifyDialog
          instanceKey={key}
          xml={diagram.data.xml}
          elements={elements.data?.items ?? []}
          onClose={() => setModifying(false)}
        />
      )}
    </Card>
  );
}
