import { useQuery } from '@tanstack/react-query';
import { Alert, Breadcrumb, Button, Flex, Spin, Table, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramViewer, type Mark } from '../../components/DiagramViewer';
import { pathMarks } from '../../components/path-marks';
import { useWords } from '../../components/words';
import { getPath, listPath, type PathElement, type PathInstance } from './cases.request';

const EVERY_MS = 15_000;

/** The case on its diagrams: the way it took, where it is, what stands; a called process opens from its element. */
export function CasePath({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const instances = useQuery({
    queryKey: ['case', caseId, 'path'],
    queryFn: () => listPath(caseId),
    refetchInterval: EVERY_MS,
  });
  const all = instances.data ?? [];
  const root = all.find(({ parentKey }) => !all.some(({ key }) => key === parentKey));
  const shown = all.find(({ key }) => key === chosen) ?? root;
  const path = useQuery({
    queryKey: ['case', caseId, 'path', shown?.key],
    queryFn: () => getPath(caseId, shown!.key),
    enabled: Boolean(shown),
    refetchInterval: EVERY_MS,
  });
  const elements = path.data?.elements;
  const called = useMemo(() => calledFrom(elements ?? [], all, shown?.key), [elements, all, shown?.key]);
  const marks = useMemo(
    () => marksOf(elements ?? [], called, (count) => t('path.opens', { count })),
    [elements, called, t],
  );
  const error = instances.error ?? path.error;
  if (error) return <Alert type="error" showIcon message={error.message} />;
  if (!instances.data) return <Spin />;
  if (!shown) return <Alert type="info" showIcon message={t('path.none')} />;
  return (
    <Flex vertical gap="small">
      <Breadcrumb
        items={upTo(shown, all).map((one) => ({
          title:
            one.key === shown.key ? (
              label(one)
            ) : (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setChosen(one.key)}>
                {label(one)}
              </Button>
            ),
        }))}
      />
      {path.data ? (
        <DiagramViewer
          xml={path.data.xml}
          marks={marks}
          label={t('path.diagram', { name: shown.name })}
          onSelect={(elementId) => {
            const opened = called.filter((one) => one.elementId === elementId).at(-1);
            if (opened) setChosen(opened.instance.key);
          }}
        />
      ) : (
        <Spin />
      )}
      <Flex gap="small" wrap>
        <Tag color="green">{t('path.done')}</Tag>
        <Tag color="blue">{t('path.here')}</Tag>
        <Tag color="red">{t('path.incident')}</Tag>
        {called.map(({ instance, name }) => (
          <Button key={instance.key} size="small" onClick={() => setChosen(instance.key)}>
            {t('path.open', { name: name || instance.name })}
          </Button>
        ))}
      </Flex>
      <Table<PathElement>
        rowKey="key"
        size="small"
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={(elements ?? []).filter(isTold)}
        columns={[
          { title: t('path.element'), dataIndex: 'name' },
          {
            title: t('path.state'),
            render: (_, one) => (
              <Tag color={one.hasIncident ? 'red' : one.state === 'ACTIVE' ? 'blue' : 'green'}>
                {t(one.hasIncident ? 'path.incident' : one.state === 'ACTIVE' ? 'path.here' : 'path.done')}
              </Tag>
            ),
          },
          { title: t('path.from'), dataIndex: 'startedAt', render: time },
          { title: t('path.to'), dataIndex: 'endedAt', render: time },
        ]}
      />
    </Flex>
  );
}

/** Gateways without a name only lead flows together: the diagram shows them, the table has nothing to say of them. */
const isTold = ({ type, name, elementId }: PathElement) =>
  type !== 'PROCESS' && !(type.endsWith('GATEWAY') && name === elementId);

const label = ({ name, version }: PathInstance) => `${name} v${version}`;

/** From the trunk down to an instance. */
function upTo(instance: PathInstance, all: PathInstance[]): PathInstance[] {
  const parent = all.find(({ key }) => key === instance.parentKey);
  return parent ? [...upTo(parent, all), instance] : [instance];
}

/** The instances that the elements of one called, with the element each was called from. */
function calledFrom(elements: PathElement[], all: PathInstance[], key: string | undefined) {
  return all
    .filter(({ parentKey }) => parentKey === key)
    .flatMap((instance) => {
      const from = elements.find((one) => one.key === instance.parentElementInstanceKey);
      return from ? [{ instance, elementId: from.elementId, name: from.name }] : [];
    });
}

/** The path, with a badge at each element that called other processes. */
function marksOf(elements: PathElement[], called: { elementId: string }[], opens: (count: number) => string): Mark[] {
  return pathMarks(elements).map((mark) => {
    const count = called.filter(({ elementId }) => elementId === mark.elementId).length;
    return count > 0 ? { ...mark, badge: `⊕ ${count}`, title: opens(count) } : mark;
  });
}
