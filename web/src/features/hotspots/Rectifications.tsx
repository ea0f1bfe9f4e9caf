import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { type Hotspot, listHotspots } from './hotspots.request';
import { useUnits } from '../../components/useUnits';

const COLOURS = { found: 'default', rectifying: 'blue', closed: 'green' };
/** The group that answers where a rule opened the rectification and no person was named. */
const LEADERS = /^unit:.+:leader$/;

/** Hot spots under rectification: whose, by when, what was done and what the check said. */
export function Rectifications() {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const nameOf = usePeople();
  const { unitName } = useUnits();
  const { data, error, isLoading } = useQuery({ queryKey: ['hotspots', 'list'], queryFn: listHotspots });
  return (
    <Flex vertical gap="middle">
      {error && <Alert type="error" showIcon message={error.message} />}
      <Table<Hotspot>
        rowKey="id"
        size="middle"
        loading={isLoading}
        dataSource={data}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('hotspots.noRectification') }}
        columns={[
          {
            title: t('hotspots.title'),
            dataIndex: 'title',
            width: 280,
            render: (title: string, { description }) => (
              <>
                {title}
                <Typography.Paragraph type="secondary" style={{ margin: 0 }}>
                  {description}
                </Typography.Paragraph>
              </>
            ),
          },
          {
            title: t('hotspots.category'),
            dataIndex: 'category',
            render: (code: string | null) => word('category', code),
          },
          { title: t('hotspots.unit'), dataIndex: 'unit', render: unitName },
          {
            title: t('hotspots.owner'),
            dataIndex: 'owner',
            render: (owner: string) => (LEADERS.test(owner) ? t('hotspots.unitLeader') : owner),
          },
          {
            title: t('hotspots.status'),
            dataIndex: 'status',
            render: (status: Hotspot['status'], { overdueAt }) => (
              <>
                <Tag color={COLOURS[status]}>{t(`hotspots.is.${status}`)}</Tag>
                {overdueAt && <Tag color="red">{t('hotspots.overdue')}</Tag>}
              </>
            ),
          },
          { title: t('hotspots.dueAt'), dataIndex: 'dueAt', render: time },
          {
            title: t('hotspots.found'),
            dataIndex: 'foundAt',
            render: (at: string, { foundBy }) => `${nameOf(foundBy)} ${time(at)}`,
          },
          {
            title: t('hotspots.measures'),
            dataIndex: 'measures',
            width: 280,
            render: (measures: Hotspot['measures'], { checkedBy }) => (
              <>
                {measures?.measures}
                {checkedBy && (
                  <Typography.Paragraph type="secondary" style={{ margin: 0 }}>
                    {t('hotspots.checked', { name: nameOf(checkedBy), comment: measures?.check?.comment ?? '' })}
                  </Typography.Paragraph>
                )}
              </>
            ),
          },
          { title: t('hotspots.closedAt'), dataIndex: 'closedAt', render: time },
        ]}
      />
    </Flex>
  );
}
