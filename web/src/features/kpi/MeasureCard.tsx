import { Card, Statistic, Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../components/Chart';
import type { KpiRow } from './kpi.request';
import { axisOf, percent } from './rates';

const HIT = '#0958d9';
const MISSED = '#c41d1f';
const TARGET = '#595959';

/** A measure over the period and day by day, on a scale of its own, with its target; a day that misses it is a red triangle. */
export function MeasureCard({ total, days }: { total: KpiRow; days: KpiRow[] }) {
  const { t } = useTranslation();
  const { measure, target } = total;
  const option = useMemo(() => {
    const rows = days.filter((row) => row.measure === measure);
    return {
      tooltip: {
        trigger: 'axis',
        confine: true,
        formatter: ([at]: [{ dataIndex: number }]) => tell(rows[at.dataIndex]!),
      },
      grid: { left: 8, right: 48, top: 12, bottom: 4, containLabel: true },
      xAxis: { type: 'category', data: rows.map(({ day }) => day), axisLabel: { formatter: monthAndDay } },
      yAxis: {
        type: 'value',
        splitNumber: 3,
        axisLabel: { formatter: (rate: number) => percent(rate) },
        ...axisOf(total, rows),
      },
      series: [
        {
          type: 'line',
          color: HIT,
          symbolSize: 7,
          showAllSymbol: true,
          data: rows.map(({ rate, met }) =>
            met === false ? { value: rate, symbol: 'triangle', symbolSize: 11, itemStyle: { color: MISSED } } : rate,
          ),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: TARGET, type: 'dashed' },
            label: { formatter: percent(target), color: TARGET },
            data: [{ yAxis: target }],
          },
        },
      ],
    };
    function tell({ day, numerator, denominator, rate, met, excluded }: KpiRow): string {
      const verdict = met === null ? t('kpi.nothing') : t(met ? 'kpi.isMet' : 'kpi.isMissed');
      const lines = [day, `${percent(rate)} (${numerator} / ${denominator}) ${verdict}`];
      if (excluded > 0) lines.push(t('kpi.leftOut', { count: excluded }));
      return lines.join('<br>');
    }
  }, [measure, target, total, days, t]);
  const name = t(`kpi.measure.${measure}`);
  return (
    <Card size="small" style={{ height: '100%' }}>
      <Statistic title={name} value={percent(total.rate)} />
      <Met row={total} /> {t('kpi.targetOf', { target: percent(target) })}
      {total.denominator + total.excluded > 0 && <Chart option={option} label={name} height={150} />}
    </Card>
  );
}

/** Whether the target is met, in words and colour. */
export function Met({ row: { met } }: { row: KpiRow }) {
  const { t } = useTranslation();
  if (met === null) return <Tag>{t('kpi.nothing')}</Tag>;
  return <Tag color={met ? 'green' : 'red'}>{t(met ? 'kpi.isMet' : 'kpi.isMissed')}</Tag>;
}

const monthAndDay = (day: string) => day.slice('2026-'.length);
