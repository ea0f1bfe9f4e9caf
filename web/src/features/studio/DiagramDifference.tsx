import { useQuery } from '@tanstack/react-query';
import { Alert, Col, Row, Spin, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { DiagramViewer, type Mark } from '../../components/DiagramViewer';
import { type Change, type Difference, differences } from './differences';

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
