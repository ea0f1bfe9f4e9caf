import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Col, DatePicker, Row, Select, Space, Table, Tabs } from 'antd';
import type { Dayjs } from 'dayjs';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Principal } from '../../api/types';
import { Chart } from '../../components/Chart';
import { save } from '../../components/save';
import { today } from '../../components/today';
import { AnnualReports } from './AnnualReports';
import { Exclusions } from './Exclusions';
import { Met, MeasureCard } from './MeasureCard';
import { percent } from './rates';
import {
  type Assessed,
  getAssessment,
  getFile,
  getMeasures,
  type KpiRow,
  listBodies,
  type Period,
} from './kpi.request';

/** Units in the picture, and pixels of its parts. */
const SHOWN = 20;
const BAR = 24;
const AXIS = 48;
const NAME = { width: 168, overflow: 'truncate' };
const RATES = ['onTimeRate', 'signInRate', 'returnRate', 'satisfactionRate', 'redoRate'] as const;

/** The measures of D1 一(二) with their targets, the assessment of units, and what was left out; as charts, tables and files. */
export function KpiPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const [days, setDays] = useState<[Dayjs, Dayjs]>(() => [today().subtract(29, 'day'), today()]);
  const [body, setBody] = useState<string>();
  const [line, setLine] = useState<string>();
  const bodies = useQuery({ queryKey: ['kpi', 'bodies'], queryFn: listBodies });
  const lines = (bodies.data?.find(({ code }) => code === body) ?? bodies.data?.[0])?.lines ?? [];
  const period: Period = { from: days[0].format('YYYY-MM-DD'), to: days[1].format('YYYY-MM-DD'), body };
  const measures = useQuery({
    queryKey: ['kpi', 'measures', period, line],
    queryFn: () => getMeasures({ ...period, line }),
  });
  const units = useQuery({ queryKey: ['kpi', 'assessment', period], queryFn: () => getAssessment(period) });
  const error = measures.error ?? units.error;
  return (
    <Card
      title={t('kpi.title')}
      extra={
        <Space wrap>
          {bodies.data && bodies.data.length > 1 && (
            <Select
              aria-label={t('kpi.body')}
              style={{ minWidth: 200 }}
              value={body ?? bodies.data[0]?.code}
              options={bodies.data.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(chosen) => {
                setBody(chosen);
                setLine(undefined);
              }}
            />
          )}
          {lines.length > 0 && (
            <Select
              aria-label={t('kpi.line')}
              style={{ minWidth: 160 }}
              value={line ?? ''}
              options={[
                { value: '', label: t('kpi.allLines') },
                ...lines.map((number) => ({ value: number, label: number })),
              ]}
              onChange={(chosen: string) => setLine(chosen || undefined)}
            />
          )}
          <DatePicker.RangePicker
            allowClear={false}
            value={days}
            onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0], chosen[1]])}
          />
        </Space>
      }
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Tabs
        items={[
          {
            key: 'measures',
            label: t('kpi.measures'),
            children: measures.data && (
              <Measures days={measures.data.days} total={measures.data.total} period={period} />
            ),
          },
          {
            key: 'assessment',
            label: t('kpi.assessment'),
            children: units.data && <Assessment units={units.data} period={period} />,
          },
          {
            key: 'exclusions',
            label: t('kpi.exclusions'),
            children: <Exclusions mayChange={me.role === 'supervisor'} />,
          },
          { key: 'annual', label: t('kpi.annual'), children: <AnnualReports /> },
        ]}
      />
    </Card>
  );
}

function Measures({ days, total, period }: { days: KpiRow[]; total: KpiRow[]; period: Period }) {
  const { t } = useTranslation();
  return (
    <Space direction="vertical" size="middle" style={{ width: '100%' }}>
      <Row gutter={[16, 16]}>
        {total.map((row) => (
          <Col key={row.measure} xs={24} md={12}>
            <MeasureCard total={row} days={days} />
          </Col>
        ))}
      </Row>
      <Files what="" period={period} />
      <Table<KpiRow>
        rowKey={({ day, measure }) => `${day}:${measure}`}
        size="small"
        scroll={{ x: 'max-content' }}
        dataSource={[...total, ...days]}
        columns={[
          {
            title: t('kpi.column.day'),
            dataIndex: 'day',
            render: (day: string) => (day === 'total' ? t('kpi.total') : day),
          },
          { title: t('kpi.column.measure'), dataIndex: 'measure', render: (code: string) => t(`kpi.measure.${code}`) },
          { title: t('kpi.column.numerator'), dataIndex: 'numerator' },
          { title: t('kpi.column.denominator'), dataIndex: 'denominator' },
          { title: t('kpi.column.rate'), dataIndex: 'rate', render: percent },
          { title: t('kpi.column.target'), dataIndex: 'target', render: percent },
          { title: t('kpi.column.met'), render: (_, row) => <Met row={row} /> },
          { title: t('kpi.column.excluded'), dataIndex: 'excluded' },
        ]}
      />
    </Space>
  );
}

function Assessment({ units, period }: { units: Assessed[]; period: Period }) {
  const { t } = useTranslation();
  const option = useMemo(() => {
    const shown = units.filter(({ score }) => score !== null).slice(0, SHOWN);
    return {
      tooltip: { confine: true },
      grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', max: 100, axisLabel: { hideOverlap: true } },
      // the first in rank on top
      yAxis: { type: 'category', inverse: true, data: shown.map(({ name }) => name), axisLabel: NAME },
      series: [
        {
          type: 'bar',
          color: '#0958d9',
          data: shown.map(({ score }) => score),
          label: { show: true, position: 'right', formatter: ({ value }: { value: number }) => value.toFixed(1) },
        },
      ],
    };
  }, [units]);
  const rows = Math.min(SHOWN, units.filter(({ score }) => score !== null).length);
  return (
    <Space direction="vertical" size="middle" style={{ width: '100%' }}>
      {rows > 0 && <Chart option={option} label={t('kpi.assessment')} height={rows * BAR + AXIS} />}
      <Files what="/assessment" period={period} />
      <Table<Assessed>
        rowKey="unit"
        size="small"
        scroll={{ x: 'max-content' }}
        dataSource={units}
        columns={[
          { title: t('kpi.column.rank'), dataIndex: 'rank' },
          { title: t('kpi.column.unit'), dataIndex: 'name' },
          {
            title: t('kpi.column.score'),
            dataIndex: 'score',
            render: (score: number | null) => score?.toFixed(1) ?? '–',
          },
          ...RATES.map((name) => ({ title: t(`kpi.column.${name}`), dataIndex: name, render: percent })),
        ]}
      />
    </Space>
  );
}

function Files({ what, period }: { what: '' | '/assessment'; period: Period }) {
  const { t } = useTranslation();
  const take = async (format: 'csv' | 'xlsx') => {
    save(await getFile(what, period, format), `${what ? 'assessment' : 'kpi'}-${period.from}-${period.to}.${format}`);
  };
  return (
    <Space>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button key={format} onClick={() => void take(format)}>
          {t('kpi.takeAway', { format: format.toUpperCase() })}
        </Button>
      ))}
    </Space>
  );
}
