import { useQuery } from '@tanstack/react-query';
import { Alert, Descriptions, Flex, Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Chart } from '../../components/Chart';
import { useWords } from '../../components/words';
import { dayAfter } from './days';
import { casesOfMatter, type HotMatter, type MatterCase } from './hotspots.request';

/** Why a matter is hot, how it went day by day, and its cases; `asOf` (ms) is when the matter was asked for. */
export function MatterDetail({ matter, asOf }: { matter: HotMatter; asOf: number }) {
  const { t, i18n } = useTranslation();
  const { word, time } = useWords();
  const { data, error, isLoading } = useQuery({
    queryKey: ['hotspots', 'cases', matter.id],
    queryFn: () => casesOfMatter(matter.id),
  });
  const option = useMemo(
    () => ({
      tooltip: { trigger: 'axis' },
      grid: { left: 40, right: 16, top: 16, bottom: 32 },
      xAxis: {
        type: 'category',
        data: matter.trend.map((_, index) => dayAfter(asOf, index + 1 - matter.trend.length, i18n.language)),
      },
      yAxis: { type: 'value', minInterval: 1 },
      series: [{ type: 'bar', name: t('hotspots.cases'), data: matter.trend }],
    }),
    [matter, asOf, i18n.language, t],
  );
  return (
    <Flex vertical gap="middle">
      <Descriptions
        size="small"
        column={{ xs: 1, md: 3 }}
        items={[
          { key: 'heat', label: t('hotspots.heat'), children: matter.heat },
          { key: 'recent', label: t('hotspots.recentCases'), children: matter.recentCases },
          { key: 'growth', label: t('hotspots.growth'), children: `×${matter.growth}` },
          { key: 'support', label: t('hotspots.support'), children: matter.support },
          { key: 'first', label: t('hotspots.firstAt'), children: time(matter.firstAt) },
          { key: 'opened', label: t('hotspots.opened'), children: word('hotspots.rule', matter.openedBy) || '–' },
        ]}
      />
      <Chart option={option} label={t('hotspots.trend')} height={220} />
      {error && <Alert type="error" showIcon message={error.message} />}
      <Table<MatterCase>
        rowKey="id"
        size="small"
        loading={isLoading}
        dataSource={data}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('case.number'),
            dataIndex: 'number',
            render: (number: string, { id }) => <Link to={`/cases/${id}`}>{number}</Link>,
          },
          { title: t('case.title'), dataIndex: 'title' },
          { title: t('case.receivedAt'), dataIndex: 'receivedAt', render: time },
        ]}
      />
    </Flex>
  );
}
