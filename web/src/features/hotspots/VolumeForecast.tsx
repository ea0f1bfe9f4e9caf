import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Segmented, Spin, Table, Tag, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../components/Chart';
import { useWords } from '../../components/words';
import { dayAfter } from './days';
import { type CategoryForecast, forecastVolume } from './hotspots.request';

const AHEAD = [7, 14, 28];
const COLOURS = { better: 'green', same: 'default', worse: 'red' };

/** Expected cases a day of each category, with the error on the past beside that of "as on this weekday of last week". */
export function VolumeForecast() {
  const { t, i18n } = useTranslation();
  const { word } = useWords();
  const [days, setDays] = useState(7);
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: ['hotspots', 'forecast', days],
    queryFn: () => forecastVolume(days),
  });
  const dates = useMemo(
    () => Array.from({ length: days }, (_, ahead) => dayAfter(dataUpdatedAt, ahead + 1, i18n.language)),
    [days, dataUpdatedAt, i18n.language],
  );
  const option = useMemo(
    () => ({
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => value.toFixed(1) },
      legend: { bottom: 0 },
      grid: { left: 40, right: 16, top: 16, bottom: 72 },
      xAxis: { type: 'category', data: dates },
      yAxis: { type: 'value' },
      series: (data ?? []).map((row) => ({
        type: 'line',
        name: t(`category.${row.category}`, { defaultValue: row.category }),
        data: row.days,
      })),
    }),
    [data, dates, t],
  );
  return (
    <Flex vertical gap="middle">
      {error && <Alert type="error" showIcon message={error.message} />}
      <Segmented
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('hotspots.ahead')}
        value={days}
        onChange={setDays}
        options={AHEAD.map((value) => ({ value, label: t('hotspots.days', { count: value }) }))}
      />
      {!data && !error && <Spin />}
      {data?.length === 0 && <Typography.Text type="secondary">{t('hotspots.noForecast')}</Typography.Text>}
      {data && data.length > 0 && (
        <>
          <Chart option={option} label={t('hotspots.forecast')} />
          <Table<CategoryForecast>
            rowKey="category"
            size="small"
            pagination={false}
            scroll={{ x: 'max-content' }}
            dataSource={data}
            columns={[
              {
                title: t('hotspots.category'),
                dataIndex: 'category',
                fixed: 'left',
                render: (code: string | null) => word('category', code),
              },
              { title: t('hotspots.error'), dataIndex: 'error', render: (value: number) => value.toFixed(2) },
              { title: t('hotspots.naiveError'), dataIndex: 'naiveError', render: (value: number) => value.toFixed(2) },
              { title: t('hotspots.verdict'), render: (_, row) => <Verdict {...row} /> },
              ...dates.map((date, ahead) => ({
                title: date,
                key: ahead,
                render: (_: unknown, row: CategoryForecast) => row.days[ahead]?.toFixed(1),
              })),
            ]}
          />
        </>
      )}
    </Flex>
  );
}

function Verdict({ error, naiveError }: CategoryForecast) {
  const { t } = useTranslation();
  const verdict = error < naiveError ? 'better' : error > naiveError ? 'worse' : 'same';
  return <Tag color={COLOURS[verdict]}>{t(`hotspots.than.${verdict}`)}</Tag>;
}
