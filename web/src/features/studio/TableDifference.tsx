import { useQuery } from '@tanstack/react-query';
import { Alert, Spin, Switch, Table, Tag, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compareTables, type RuleChange } from './table-rows';

const COLOURS = { added: 'green', removed: 'red', changed: 'orange', same: 'default' };

/** The rules of a decision table, what changed in each cell: the old text struck out, the new one beside it. */
export function TableDifference({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['studio', 'table-difference', before, after],
    queryFn: () => compareTables(before, after),
    gcTime: 0,
  });
  if (error) return <Alert type="error" showIcon message={error.message} />;
  if (!data) return <Spin />;
  const columns: TableColumnsType<RuleChange> = [
    { title: '#', dataIndex: 'row', fixed: 'left' },
    {
      title: t('studio.change'),
      dataIndex: 'change',
      render: (change: RuleChange['change']) => <Tag color={COLOURS[change]}>{t(`studio.changes.${change}`)}</Tag>,
    },
    ...data.columns.map((title, at) => ({
      title,
      render: (_: unknown, { cells, change }: RuleChange) => {
        const { before: old, after: now } = cells[at] ?? { before: null, after: null };
        if (change !== 'changed' || old === now) return now ?? old;
        return (
          <>
            <Typography.Text delete>{old || '–'}</Typography.Text> <ins>{now || '–'}</ins>
          </>
        );
      },
    })),
  ];
  return (
    <>
      <Switch checked={all} onChange={setAll} aria-label={t('studio.showAll')} /> {t('studio.showAll')}
      <Table<RuleChange>
        rowKey="id"
        size="small"
        style={{ marginTop: 12 }}
        columns={columns}
        dataSource={data.rules.filter(({ change }) => all || change !== 'same')}
        locale={{ emptyText: t('studio.same') }}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
    </>
  );
}
