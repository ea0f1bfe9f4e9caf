import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Modal, Popconfirm, Space, Spin, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../components/words';
import { activateModel, compareModel, listModels, type Model, trainModel } from './models.request';
import { percent } from './QualityOfProposals';

const COLOURS = { training: 'blue', ready: 'green', failed: 'red' } as const;
const LOOK_AGAIN_MS = 3_000;

/** The models: train one from the archive, compare it with the running one on cases that it did not see, switch. */
export function ModelTable({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation();
  const { time, word } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [compared, setCompared] = useState<Model | null>(null);
  const { data, error } = useQuery({
    queryKey: ['models', 'list'],
    queryFn: listModels,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'training') ? LOOK_AGAIN_MS : false),
  });
  const again = () => queries.invalidateQueries({ queryKey: ['models'] });
  const train = useMutation({ mutationFn: trainModel, onSuccess: again });
  const activate = useMutation({
    mutationFn: activateModel,
    onSuccess: async () => {
      void message.success(t('models.switched'));
      await again();
    },
  });
  const failed = error ?? train.error ?? activate.error;
  return (
    <Flex vertical gap="middle">
      {failed && <Alert type="error" showIcon message={failed.message} />}
      {mayManage && (
        <div>
          <Button type="primary" loading={train.isPending} onClick={() => train.mutate()}>
            {t('models.train')}
          </Button>
        </div>
      )}
      <Table<Model>
        rowKey="id"
        size="middle"
        scroll={{ x: 'max-content' }}
        dataSource={data}
        columns={[
          {
            title: t('models.model'),
            render: (_, { createdAt }) => (createdAt ? time(createdAt) : t('models.shipped')),
          },
          {
            title: t('models.status'),
            render: (_, { status, failure, active }) => (
              <Space>
                <Tag color={COLOURS[status]}>{t(`models.statuses.${status}`)}</Tag>
                {failure && word('models.failures', failure)}
                {active && <Tag color="blue">{t('models.running')}</Tag>}
              </Space>
            ),
          },
          { title: t('models.learnedFrom'), dataIndex: 'cases', render: (cases: number) => cases || '–' },
          {
            title: t('models.macroF1'),
            render: (_, { quality }) =>
              Object.entries(quality ?? {}).map(([part, views]) => {
                const best = views.both ?? views.long ?? views.short;
                return (
                  <Tag key={part}>
                    {t(`models.parts.${part}`)} {best ? percent(best.macroF1) : '–'}
                  </Tag>
                );
              }),
          },
          {
            title: '',
            render: (_, model) =>
              model.status === 'ready' &&
              !model.active && (
                <Space>
                  <Button size="small" onClick={() => setCompared(model)}>
                    {t('models.compare')}
                  </Button>
                  {mayManage && (
                    <Popconfirm title={t('models.switchAsk')} onConfirm={() => activate.mutate(model.id)}>
                      <Button size="small">{t('models.switch')}</Button>
                    </Popconfirm>
                  )}
                </Space>
              ),
          },
        ]}
      />
      <Modal
        open={compared !== null}
        title={t('models.compare')}
        footer={null}
        width={720}
        onCancel={() => setCompared(null)}
        destroyOnHidden
      >
        {compared && <ComparedWithRunning id={compared.id} />}
      </Modal>
    </Flex>
  );
}

function ComparedWithRunning({ id }: { id: string }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const { data, error } = useQuery({ queryKey: ['models', 'compared', id], queryFn: () => compareModel(id) });
  if (error) return <Alert type="error" showIcon message={error.message} />;
  if (!data) return <Spin />;
  const rows = Object.entries(data.parts).map(([part, both]) => ({ part, ...both }));
  return (
    <Flex vertical gap="middle">
      {t('models.comparedOn', { count: data.cases, from: time(data.from) })}
      <Table
        rowKey="part"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={rows}
        columns={[
          { title: t('models.part'), dataIndex: 'part', render: (part: string) => t(`models.parts.${part}`) },
          { title: t('models.runningF1'), render: (_, { running }) => percent(running.macroF1) },
          { title: t('models.candidateF1'), render: (_, { candidate }) => percent(candidate.macroF1) },
          {
            title: t('models.difference'),
            render: (_, { running, candidate }) => {
              const gain = candidate.macroF1 - running.macroF1;
              return (
                <Tag color={gain >= 0 ? 'green' : 'red'}>
                  {gain >= 0 ? '+' : '−'}
                  {percent(Math.abs(gain))}
                </Tag>
              );
            },
          },
        ]}
      />
    </Flex>
  );
}
