import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Flex, Input, Select, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseRow } from '../../api/types';
import { useWords } from '../../components/words';
import { type CaseFilter, listCases } from './cases.request';

/** Codes that the list is narrowed by, beside words. */
const NARROWED_BY = ['stage', 'caseType', 'category'] as const;

/** The cases that who is signed in may see, newest first. */
export function CaseList() {
  const { t } = useTranslation();
  const { word, time, options } = useWords();
  const [page, setPage] = useState(1);
  const [filter, setFilter] = useState<CaseFilter>({});
  const narrow = (by: CaseFilter) => {
    setPage(1);
    setFilter({ ...filter, ...by });
  };
  const { data, error, isFetching } = useQuery({
    queryKey: ['cases', page, filter],
    queryFn: () => listCases(page, filter),
    refetchInterval: 10_000,
  });
  const columns: TableColumnsType<CaseRow> = [
    {
      title: t('case.number'),
      dataIndex: 'number',
      render: (number: string, { id }) => <Link to={`/cases/${id}`}>{number}</Link>,
    },
    { title: t('case.title'), dataIndex: 'title', width: 260 },
    {
      title: t('case.channel'),
      dataIndex: 'channel',
      responsive: ['lg'],
      render: (code: string) => word('channel', code),
    },
    {
      title: t('case.caseType'),
      dataIndex: 'caseType',
      responsive: ['md'],
      render: (code: string) => word('caseType', code),
    },
    {
      title: t('case.category'),
      dataIndex: 'category',
      responsive: ['lg'],
      render: (code: string) => word('category', code),
    },
    {
      title: t('case.urgency'),
      dataIndex: 'urgency',
      render: (code: string) =>
        code && <Tag color={code === 'urgent' ? 'red' : 'default'}>{word('urgency', code)}</Tag>,
    },
    {
      title: t('case.disposal'),
      dataIndex: 'disposal',
      responsive: ['lg'],
      render: (code: string) => word('disposal', code),
    },
    { title: t('case.stage'), dataIndex: 'stage', render: (code: string) => word('stage', code) },
    { title: t('case.receivedAt'), dataIndex: 'receivedAt', responsive: ['md'], render: time },
  ];
  return (
    <Card
      title={t('case.list')}
      extra={
        <Flex gap="small" wrap>
          {NARROWED_BY.map((name) => (
            <Select
              key={name}
              allowClear
              showSearch
              optionFilterProp="label"
              aria-label={t(`case.${name}`)}
              placeholder={t(`case.${name}`)}
              style={{ width: 140 }}
              value={filter[name]}
              options={options(name)}
              onChange={(value?: string) => narrow({ [name]: value })}
            />
          ))}
          <Input.Search
            allowClear
            aria-label={t('case.search')}
            placeholder={t('case.search')}
            style={{ width: 240 }}
            onSearch={(text) => narrow({ search: text.trim() || undefined })}
          />
        </Flex>
      }
    >
      {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 16 }} />}
      <Table<CaseRow>
        rowKey="id"
        size="middle"
        loading={isFetching && !data}
        columns={columns}
        dataSource={data?.items ?? []}
        pagination={{ current: page, total: data?.total ?? 0, pageSize: 20, showSizeChanger: false, onChange: setPage }}
        scroll={{ x: 'max-content' }}
      />
    </Card>
  );
}
