import { useQuery } from '@tanstack/react-query';
import { Alert, Col, Row, Spin, Table, Tag } from 'antd';
import BpmnModdle from 'bpmn-moddle';
import { diff } from 'bpmn-js-differ';
import { useTranslation } from 'react-i18next';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { DiagramViewer, type Mark } from '../../components/DiagramViewer';

type Change = 'added' | 'removed' | 'changed' | 'moved';

interface Difference {
  id: string;
  name: string;
  change: Change;
  detail: string;
}

const COLOURS: Record<Change, string> = { added: 'green', removed: 'red', changed: 'orange', moved: 'default' };

/** The deployed diagram and the draft one above the other, what differs coloured and listed. */
export function DiagramDifference({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['studio', 'difference', before, after],
    queryFn: () => differences(before, after),
    gcTime: 0,
  });
  if (error) return <Alert type="error" showIcon message={error.message} />;
  if (!data) return <Spin />;
  const marks = (shown: Change[]): Mark[] =>
    data.filter(({ change }) => shown.includes(change)).map(({ id, change }) => ({ elementId: id, className: change }));
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={12}>
        <h3>{t('studio.before')}</h3>
        <DiagramViewer
          xml={before}
          marks={marks(['removed', 'changed', 'moved'])}
          label={t('studio.before')}
          height={360}
        />
      </Col>
      <Col xs={24} xl={12}>
        <h3>{t('studio.after')}</h3>
        <DiagramViewer
          xml={after}
          marks={marks(['added', 'changed', 'moved'])}
          label={t('studio.after')}
          height={360}
        />
      </Col>
      <Col span={24}>
        <Table<Difference>
          rowKey={({ id, change }) => `${change}:${id}`}
          size="small"
          pagination={false}
          dataSource={data}
          locale={{ emptyText: t('studio.same') }}
          columns={[
            {
              title: t('studio.change'),
              dataIndex: 'change',
              render: (change: Change) => <Tag color={COLOURS[change]}>{t(`studio.changes.${change}`)}</Tag>,
            },
            { title: t('studio.element'), render: (_, { id, name }) => (name ? `${name} (${id})` : id) },
            { title: t('studio.detail'), dataIndex: 'detail' },
          ]}
        />
      </Col>
    </Row>
  );
}

async function differences(before: string, after: string): Promise<Difference[]> {
  const read = async (xml: string) => (await new BpmnModdle({ zeebe }).fromXML(xml)).rootElement;
  const found = diff(await read(before), await read(after));
  const row = (change: Change) => (element: { id: string; name?: string }) => ({
    id: element.id,
    name: element.name ?? '',
    change,
    detail: '',
  });
  return [
    ...Object.values(found._added).map(row('added')),
    ...Object.values(found._removed).map(row('removed')),
    ...Object.values(found._changed).map(({ model, attrs }) => ({
      ...row('changed')(model),
      detail: Object.entries(attrs)
        .map(([name, { oldValue, newValue }]) => `${name}: ${textOf(oldValue)} → ${textOf(newValue)}`)
        .join('; '),
    })),
    ...Object.values(found._layoutChanged).map(row('moved')),
  ];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'object') return (value as { id?: string }).id ?? (value as { $type?: string }).$type ?? '…';
  return JSON.stringify(value);
}
