import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Col, DatePicker, Row, Select, Space, Statistic, Table, Tabs, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Principal } from '../../api/types';
import { Chart } from '../../components/Chart';
import { save } from '../../components/save';
import { today } from '../../components/today';
import { AnnualReports } from './AnnualReports';
import { Exclusions } from './Exclusions';
import {
  type Assessed,
  getAssessment,
  getFile,
  getMeasures,
  type KpiRow,
  listBodies,
  type Period,
} from './kpi.request';

const percent = (rate: number | null) => (rate === null ? '–' : `${(rate * 100).toFixed(1)}%`);
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
  const option = useMemo(() => {
    const dates = [...new Set(days.map(({ day }) => day))];
    return {
      tooltip: { trigger: 'axis', valueFormatter: (value: number | null) => percent(value) },
      legend: { bottom: 0 },
      grid: { left: 56, right: 56, top: 16, bottom: 56 },
      xAxis: { type: 'category', data: dates },
      yAxis: { type: 'value', min: 0, max: 1, axisLabel: { formatter: (value: number) => percent(value) } },
      series: total.map(({ measure, target }) => ({
        type: 'line',
        name: t(`kpi.measure.${measure}`),
        connectNulls: false,
        data: dates.map((day) => days.find((row) => row.day === day && row.measure === measure)?.rate ?? null),
        markLine: {
          silent: true,
          symbol: 'none',
          data: [{ yAxis: target }],
          label: { formatter: percent(target), position: hasRoom(target, total) ? 'end' : 'insideEndBottom' },
        },
      })),
    };
  }, [days, total, t]);
  return (
    <Space direction="vertical" size="middle" style={{ width: '100%' }}>
      <Row gutter={[16, 16]}>
        {total.map((row) => (
          <Col key={row.measure} xs={12} lg={6}>
            <Card size="small">
              <Statistic title={t(`kpi.measure.${row.measure}`)} value={percent(row.rate)} />
              <Met row={row} /> {t('kpi.targetOf', { target: percent(row.target) })}
            </Card>
          </Col>
        ))}
      </Row>
      <Chart option={option} label={t('kpi.measures')} />
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

/** So far below another target the label of a target has room beside the other's. */
const LABEL = 0.08;
const hasRoom = (target: number, all: KpiRow[]) =>
  all.every((other) => other.target <= target || other.target - target >= LABEL);

function Met({ row: { met } }: { row: KpiRow }) {
  const { t } = useTranslation();
  if (met === null) return <Tag>{t('kpi.nothing')}</Tag>;
  return <Tag color={met ? 'green' : 'red'}>{t(met ? 'kpi.isMet' : 'kpi.isMissed')}</Tag>;
}

function Assessment({ units, period }: { units: Assessed[]; period: Period }) {
  const { t } = useTranslation();
  const option = useMemo(() => {
    const shown = units.filter(({ score }) => score !== null).slice(0, 20);
    return {
      tooltip: {},
      grid: { left: 48, right: 16, top: 32, bottom: 96 },
      xAxis: { type: 'category', data: shown.map(({ name }) => name), axisLabel: { rotate: 40 } },
      yAxis: { type: 'value', max: 100, name: t('kpi.column.score') },
      series: [{ type: 'bar', barMaxWidth: 48, data: shown.map(({ score }) => score) }],
    };
  }, [units, t]);
  return (
    <Space direction="vertical" size="middle" style={{ width: '100%' }}>
      {units.some(({ score }) => score !== null) && <Chart option={option} label={t('kpi.assessment')} />}
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
