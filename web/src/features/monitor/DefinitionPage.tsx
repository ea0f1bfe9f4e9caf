import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Alert,
  Button,
  Card,
  Checkbox,
  Flex,
  Popconfirm,
  Segmented,
  Select,
  Space,
  Spin,
  Table,
  Tag,
  type TableColumnsType,
} from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { Principal } from '../../api/types';
import { BatchBar, type BatchKind, startBatch } from '../../components/Batch';
import { DiagramViewer } from '../../components/DiagramViewer';
import { useWords } from '../../components/words';
import { heatMarks } from './heat';
import { getDiagram, getPlan, type Instance, listDefinitions, LOOK_AGAIN_MS, search } from './monitor.request';
import { MoveManyDialog } from './MoveManyDialog';

const STATES = ['ACTIVE', 'INCIDENT', 'COMPLETED', 'TERMINATED'];
const PAGE_SIZE = 20;

/** A version of a process: what passes and stands where, its instances, and what is done to many of them at once. */
export function DefinitionPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const { key = '' } = useParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [state, setState] = useState('ACTIVE');
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<string[]>([]);
  const [all, setAll] = useState(false);
  const [moving, setMoving] = useState(false);
  const [batch, setBatch] = useState<string | null>(null);
  const again = { refetchInterval: LOOK_AGAIN_MS };
  const diagram = useQuery({ queryKey: ['monitor', 'diagram', key], queryFn: () => getDiagram(key), ...again });
  const definitions = useQuery({ queryKey: ['monitor', 'definitions'], queryFn: listDefinitions, ...again });
  const filter =
    state === 'INCIDENT'
      ? { processDefinitionKey: key, state: 'ACTIVE', hasIncident: true }
      : { processDefinitionKey: key, state };
  const instances = useQuery({
    queryKey: ['monitor', 'instances', filter, page],
    queryFn: () =>
      search('process-instances', filter, { from: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }, [
        { field: 'startDate', order: 'DESC' },
      ]),
    ...again,
  });
  const count = all ? (instances.data?.total ?? 0) : chosen.length;
  const start = useMutation({
    mutationFn: ({ what, ...body }: { what: BatchKind } & Record<string, unknown>) =>
      startBatch(what, {
        processDefinitionKey: key,
        ...(all ? {} : { keys: chosen }),
        ...(state === 'INCIDENT' ? { hasIncident: true } : {}),
        ...body,
      }),
    onSuccess: (made) => {
      setBatch(made.key);
      setMoving(false);
      setAll(false);
      setChosen([]);
    },
  });
  const marks = useMemo(
    () => heatMarks(diagram.data?.statistics ?? [], (what, count) => t(`monitor.badge.${what}`, { count })),
    [diagram.data, t],
  );
  const mine = definitions.data?.find((item) => item.key === key);
  const versions = definitions.data?.filter(({ id }) => id === mine?.id) ?? [];
  const newest = versions[0];
  const migrate = useMutation({
    mutationFn: async () => {
      const plan = await getPlan(key, newest!.key);
      const mappings = plan.flatMap(({ sourceElementId, targetElementId }) =>
        targetElementId ? [{ sourceElementId, targetElementId }] : [],
      );
      await start.mutateAsync({ what: 'migration', targetKey: newest!.key, mappings });
    },
  });
  const columns: TableColumnsType<Instance> = [
    {
      title: t('monitor.instance'),
      dataIndex: 'processInstanceKey',
      render: (one: string) => <Link to={`/monitor/instances/${one}`}>{one}</Link>,
    },
    {
      title: t('monitor.state'),
      render: (_, row) => (
        <Space>
          <Tag color={row.state === 'ACTIVE' ? 'blue' : 'default'}>{t(`monitor.states.${row.state}`)}</Tag>
          {row.hasIncident && <Tag color="red">{t('monitor.states.INCIDENT')}</Tag>}
        </Space>
      ),
    },
    { title: t('monitor.started'), dataIndex: 'startDate', render: time },
    { title: t('monitor.ended'), dataIndex: 'endDate', render: time },
    {
      title: t('monitor.parent'),
      dataIndex: 'parentProcessInstanceKey',
      render: (one?: string) => one && <Link to={`/monitor/instances/${one}`}>{one}</Link>,
    },
  ];
  return (
    <Card
      title={
        <Flex gap="small" align="center" wrap>
          <Link to="/monitor">{t('monitor.title')}</Link> / {mine?.name ?? mine?.id}
          <Select
            aria-label={t('monitor.version')}
            value={key}
            onChange={(next) => void navigate(`/monitor/definitions/${next}`)}
            options={versions.map((item) => ({
              value: item.key,
              label: t('monitor.versionWith', { version: item.version, active: item.active }),
            }))}
          />
        </Flex>
      }
    >
      {[diagram.error, instances.error, migrate.error ?? start.error].map(
        (one) => one && <Alert key={one.message} type="error" showIcon message={one.message} />,
      )}
      {diagram.data ? (
        <DiagramViewer xml={diagram.data.xml} marks={marks} label={t('monitor.heat')} />
      ) : (
        !diagram.error && <Spin />
      )}
      <p>{t('monitor.legend')}</p>
      <Flex gap="small" wrap style={{ marginBlock: 12 }}>
        <Segmented
          aria-label={t('monitor.state')}
          value={state}
          onChange={(next) => {
            setState(next);
            setPage(1);
            setChosen([]);
            setAll(false);
          }}
          options={STATES.map((value) => ({ value, label: t(`monitor.states.${value}`) }))}
        />
        {['ACTIVE', 'INCIDENT'].includes(state) && (
          <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
            {t('monitor.chooseAll', { count: instances.data?.total ?? 0 })}
          </Checkbox>
        )}
        {newest && newest.key !== key && (
          <Button disabled={count === 0} loading={migrate.isPending} onClick={() => migrate.mutate()}>
            {t('monitor.migrateChosen', { count, version: newest.version })}
          </Button>
        )}
        {me.role === 'admin' && (
          <>
            <Button disabled={count === 0} onClick={() => setMoving(true)}>
              {t('monitor.modifyChosen', { count })}
            </Button>
            <Popconfirm
              title={t('monitor.cancelAsk', { count })}
              onConfirm={() => start.mutate({ what: 'cancellation' })}
            >
              <Button danger disabled={count === 0}>
                {t('monitor.cancelChosen', { count })}
              </Button>
            </Popconfirm>
          </>
        )}
      </Flex>
      {batch && <BatchBar batchKey={batch} onEnd={() => void queries.invalidateQueries({ queryKey: ['monitor'] })} />}
      <Table<Instance>
        rowKey="processInstanceKey"
        size="middle"
        columns={columns}
        dataSource={instances.data?.items}
        rowSelection={{
          selectedRowKeys: chosen,
          onChange: (keys) => setChosen(keys as string[]),
          getCheckboxProps: (row) => ({
            disabled: all || row.state !== 'ACTIVE',
            'aria-label': row.processInstanceKey,
          }),
        }}
        pagination={{
          current: page,
          total: instances.data?.total ?? 0,
          pageSize: PAGE_SIZE,
          showSizeChanger: false,
          onChange: setPage,
        }}
      />
      {moving && diagram.data && (
        <MoveManyDialog
          xml={diagram.data.xml}
          statistics={diagram.data.statistics}
          error={start.error}
          pending={start.isPending}
          onMove={(move) => start.mutate({ what: 'modification', moves: [move] })}
          onClose={() => setMoving(false)}
        />
      )}
    </Card>
  );
}
