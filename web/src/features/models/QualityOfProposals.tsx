import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Col, Flex, Row, Segmented, Spin, Statistic, Table, Tag, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../components/Chart';
import { useRegistry } from '../../components/useRegistry';
import { useWords } from '../../components/words';
import { type Drift, getQuality, type Quality } from './models.request';

const PERIODS = [7, 30, 90, 365];
const PARTS = ['caseType', 'category', 'topic', 'responseLevel'];
/** Of the population stability index: below the first little changed, above the second much. */
const [LITTLE, MUCH] = [0.1, 0.25];
/** Labels in a chart; the table has all. */
const CHARTED = 12;

export const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

/** How right the proposals of a period were by class, against what people left standing, and the drift of the messages. */
export function QualityOfProposals() {
  const { t } = useTranslation();
  const [days, setDays] = useState(30);
  const [part, setPart] = useState('category');
  const { data, error } = useQuery({ queryKey: ['models', 'quality', days], queryFn: () => getQuality(days) });
  const quality = data?.parts[part];
  const drift = data?.drift[part];
  return (
    <Flex vertical gap="middle">
      {error && <Alert type="error" showIcon message={error.message} />}
      <Flex gap="middle" wrap>
        <Segmented
          aria-label={t('models.period')}
          value={days}
          onChange={setDays}
          options={PERIODS.map((value) => ({ value, label: t('models.days', { count: value }) }))}
        />
        <Segmented
          aria-label={t('models.part')}
          value={part}
          onChange={setPart}
          options={PARTS.map((value) => ({ value, label: t(`models.parts.${value}`) }))}
        />
      </Flex>
      {!data && !error && <Spin />}
      {quality && drift && (
        <>
          <Figures quality={quality} drift={drift} />
          <ByLabel part={part} quality={quality} drift={drift} />
        </>
      )}
    </Flex>
  );
}

function Figures({ quality, drift }: { quality: Quality & { corrected: number }; drift: Drift }) {
  const { t } = useTranslation();
  const none = quality.rows === 0;
  const level = drift.index < LITTLE ? 'little' : drift.index < MUCH ? 'some' : 'much';
  const figures: [string, string | number][] = [
    ['proposals', quality.rows],
    ['corrected', quality.corrected],
    ['accuracy', none ? '–' : percent(quality.accuracy)],
    ['macroF1', none ? '–' : percent(quality.macroF1)],
    ['ece', none ? '–' : percent(quality.ece)],
  ];
  return (
    <Row gutter={[16, 16]}>
      {figures.map(([name, value]) => (
        <Col key={name} xs={12} md={8} xl={4}>
          <Card size="small">
            <Statistic title={t(`models.${name}`)} value={value} />
          </Card>
        </Col>
      ))}
      <Col xs={12} md={8} xl={4}>
        <Card size="small">
          <Statistic title={t('models.drift')} value={drift.index.toFixed(2)} />
          <Tag color={{ little: 'green', some: 'orange', much: 'red' }[level]}>{t(`models.changed.${level}`)}</Tag>
        </Card>
      </Col>
    </Row>
  );
}

function ByLabel({ part, quality, drift }: { part: string; quality: Quality; drift: Drift }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { topicName } = useRegistry();
  const labelOf = (label: string) => (part === 'topic' ? topicName(label) : word(part, label));
  const rows = useMemo(() => {
    const classes = new Map(quality.perClass.map((one) => [one.label, one]));
    const shares = new Map(drift.shares.map((one) => [one.value, one]));
    return [...new Set([...classes.keys(), ...shares.keys()])]
      .map((label) => ({ ...classes.get(label), ...shares.get(label), label }))
      .sort((one, other) => (other.now ?? 0) - (one.now ?? 0));
  }, [quality, drift]);
  const option = useMemo(() => {
    const shown = rows.slice(0, CHARTED);
    const bars = (name: string, shares: (number | undefined)[]) => ({ type: 'bar', name, data: shares });
    return {
      tooltip: { trigger: 'axis', valueFormatter: (value: number | null) => (value === null ? '–' : percent(value)) },
      legend: { bottom: 0 },
      grid: { left: 56, right: 16, top: 16, bottom: 96 },
      xAxis: { type: 'category', data: shown.map(({ label }) => labelOf(label)), axisLabel: { rotate: 30 } },
      yAxis: { type: 'value', axisLabel: { formatter: percent } },
      series: [
        bars(
          t('models.before'),
          shown.map(({ before }) => before ?? 0),
        ),
        bars(
          t('models.now'),
          shown.map(({ now }) => now ?? 0),
        ),
      ],
    };
  }, [rows, labelOf, t]);
  if (rows.length === 0) return <Typography.Text type="secondary">{t('models.nothing')}</Typography.Text>;
  const share = (value: number | undefined) => (value === undefined ? '–' : percent(value));
  return (
    <>
      <Chart option={option} label={t('models.mix')} />
      <Table
        rowKey="label"
        size="small"
        scroll={{ x: 'max-content' }}
        dataSource={rows}
        columns={[
          { title: t('models.label'), dataIndex: 'label', render: labelOf },
          { title: t('models.cases'), dataIndex: 'rows', render: (count: number | undefined) => count ?? 0 },
          { title: t('models.precision'), dataIndex: 'precision', render: share },
          { title: t('models.recall'), dataIndex: 'recall', render: share },
          { title: 'F1', dataIndex: 'f1', render: share },
          { title: t('models.before'), dataIndex: 'before', render: share },
          { title: t('models.now'), dataIndex: 'now', render: share },
        ]}
      />
    </>
  );
}
