import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Modal, Select, Space, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BatchBar, type BatchState, startBatch } from '../../components/Batch';
import { getPlan, listDefinitions, type PlannedMapping } from './studio.request';

/** Moves running cases to the newest version: what maps where is shown first, and which element has no place. */
export function MigrateDialog({ processId, onClose }: { processId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [source, setSource] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [batch, setBatch] = useState<{ key: string; over?: BatchState } | null>(null);
  const definitions = useQuery({
    queryKey: ['studio', 'definitions', processId],
    queryFn: async () => (await listDefinitions()).filter(({ id }) => id === processId),
    gcTime: 0,
  });
  const [newest, ...older] = definitions.data ?? [];
  const sources = older.filter(({ active }) => active > 0);
  const from = source ?? sources[0]?.key ?? null;
  const plan = useQuery({
    queryKey: ['studio', 'plan', from, newest?.key],
    queryFn: () => getPlan(from!, newest!.key),
    enabled: Boolean(from && newest),
    gcTime: 0,
  });
  const targetOf = ({ sourceElementId, targetElementId }: PlannedMapping) =>
    chosen[sourceElementId] ?? targetElementId ?? null;
  const open = (plan.data ?? []).filter((row) => !targetOf(row));
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      startBatch('migration', {
        processDefinitionKey: from!,
        targetKey: newest!.key,
        mappings: plan.data!.map((row) => ({
          sourceElementId: row.sourceElementId,
          targetElementId: targetOf(row)!,
        })),
      }),
    onSuccess: setBatch,
  });
  const columns: TableColumnsType<PlannedMapping> = [
    {
      title: t('studio.from'),
      render: (_, { sourceElementId, sourceName }) => `${sourceName ?? ''} (${sourceElementId})`,
    },
    { title: t('studio.tokens'), dataIndex: 'active' },
    {
      title: t('studio.to'),
      render: (_, row) => (
        <Select
          aria-label={t('studio.to')}
          style={{ minWidth: 240 }}
          status={targetOf(row) ? undefined : 'error'}
          value={targetOf(row)}
          placeholder={t('studio.chooseTarget')}
          onChange={(target) => setChosen({ ...chosen, [row.sourceElementId]: target })}
          options={row.candidates.map(({ id, name }) => ({ value: id, label: `${name ?? ''} (${id})` }))}
        />
      ),
    },
    {
      title: t('studio.status'),
      render: (_, row) =>
        targetOf(row) ? (
          <Tag color="green">{t('studio.maps')}</Tag>
        ) : (
          <Tag color="red">{t(`studio.cannot.${row.reason}`)}</Tag>
        ),
    },
  ];
  return (
    <Modal open width={900} title={t('studio.migrate')} footer={null} onCancel={onClose} destroyOnHidden>
      {definitions.data && sources.length === 0 && !batch && <Empty description={t('studio.nothingRunning')} />}
      {sources.length > 0 && newest && !batch && (
        <>
          <Space style={{ marginBottom: 12 }}>
            <Select
              aria-label={t('studio.from')}
              value={from}
              onChange={setSource}
              style={{ minWidth: 200 }}
              options={sources.map(({ key, version, active }) => ({
                value: key,
                label: t('studio.versionRunning', { version, active }),
              }))}
            />
            → v{newest.version}
          </Space>
          <Table<PlannedMapping>
            rowKey="sourceElementId"
            size="small"
            loading={plan.isFetching}
            columns={columns}
            dataSource={plan.data}
            pagination={false}
          />
          {plan.error && <Alert type="error" showIcon message={plan.error.message} />}
          {open.length > 0 && (
            <Alert type="warning" showIcon message={t('studio.someCannot', { count: open.length })} />
          )}
          <Button
            type="primary"
            style={{ marginTop: 12 }}
            disabled={!plan.data || open.length > 0}
            loading={isPending}
            onClick={() => mutate()}
          >
            {t('studio.migrateNow')}
          </Button>
        </>
      )}
      {error && <Alert type="error" showIcon message={error.message} />}
      {batch && (
        <>
          <BatchBar batchKey={batch.key} onEnd={(over) => setBatch({ ...batch, over })} />
          {batch.over && (
            <p role="status">{t('studio.migrated', { done: batch.over.done, total: batch.over.total })}</p>
          )}
          <Button type="primary" onClick={onClose}>
            {t('studio.finish')}
          </Button>
        </>
      )}
    </Modal>
  );
}
