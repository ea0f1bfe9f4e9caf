import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Modal, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CATEGORIES } from '../../components/PartChoice';
import { useRegistry } from '../../components/useRegistry';
import { useWords } from '../../components/words';
import { type HotMatter, hottestMatters } from './hotspots.request';
import { MatterDetail } from './MatterDetail';
import type { Suggested } from './ReportDialog';
import { useUnits } from '../../components/useUnits';

/** The hottest matters, hottest first; from a row to its trend and cases, and for who may, to a rectification. */
export function HotMatters({ onReport }: { onReport?: (suggested: Suggested) => void }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const { areas, areaName } = useRegistry();
  const { unitName } = useUnits();
  const [filter, setFilter] = useState<{ category?: string; area?: string }>({});
  const [shown, setShown] = useState<HotMatter | null>(null);
  const { data, error, isLoading, dataUpdatedAt } = useQuery({
    queryKey: ['hotspots', 'matters', filter],
    queryFn: () => hottestMatters(filter),
  });
  const suggest = ({ name, category, unit }: HotMatter) =>
    onReport?.({ title: name, ...(category ? { category } : {}), ...(unit ? { unit } : {}) });
  const choice = (part: 'category' | 'area', options: { value: string; label: string }[]) => (
    <Select<string>
      allowClear
      showSearch
      optionFilterProp="label"
      style={{ minWidth: 160 }}
      aria-label={t(`hotspots.${part}`)}
      placeholder={t(`hotspots.${part}`)}
      options={options}
      onChange={(value?: string) => {
        const { [part]: _, ...others } = filter;
        setFilter(value ? { ...others, [part]: value } : others);
      }}
    />
  );
  return (
    <Flex vertical gap="middle">
      <Flex gap="small" wrap>
        {choice(
          'category',
          CATEGORIES.map((code) => ({ value: code, label: word('category', code) })),
        )}
        {choice('area', areas)}
      </Flex>
      {error && <Alert type="error" showIcon message={error.message} />}
      <Table<HotMatter>
        rowKey="id"
        size="middle"
        loading={isLoading}
        dataSource={data}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('hotspots.none') }}
        columns={[
          { title: t('hotspots.heat'), dataIndex: 'heat' },
          {
            title: t('hotspots.name'),
            dataIndex: 'name',
            render: (name: string, matter) => (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setShown(matter)}>
                {name}
              </Button>
            ),
          },
          { title: t('hotspots.cases'), dataIndex: 'cases' },
          { title: t('hotspots.growth'), dataIndex: 'growth', render: (growth: number) => `×${growth}` },
          {
            title: t('hotspots.category'),
            dataIndex: 'category',
            render: (code: string | null) => word('category', code),
          },
          {
            title: t('hotspots.area'),
            dataIndex: 'area',
            render: (code: string | null) => (code ? areaName(code) : ''),
          },
          { title: t('hotspots.unit'), dataIndex: 'unit', render: unitName },
          { title: t('hotspots.lastAt'), dataIndex: 'lastAt', render: time },
          {
            title: t('hotspots.opened'),
            dataIndex: 'openedBy',
            render: (rule: string | null, matter) =>
              rule ? (
                <Tag color="orange">{word('hotspots.rule', rule)}</Tag>
              ) : (
                onReport && (
                  <Button size="small" onClick={() => suggest(matter)}>
                    {t('hotspots.report')}
                  </Button>
                )
              ),
          },
        ]}
      />
      <Modal open={shown !== null} title={shown?.name} footer={null} width={820} onCancel={() => setShown(null)}>
        {shown && <MatterDetail matter={shown} asOf={dataUpdatedAt} />}
      </Modal>
    </Flex>
  );
}
