import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { AuditDetail } from './AuditDetail';
import { AuditFilters } from './AuditFilters';
import { AuditSubject } from './AuditSubject';
import { type AuditFilter, type Entry, PAGE_SIZE, readTrail } from './audit.request';

/** The audit trail: who did or read what, and when; nobody can change it. */
export function AuditPage() {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const nameOf = usePeople();
  const [filter, setFilter] = useState<AuditFilter>({});
  const [shown, setShown] = useState<Entry | null>(null);
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => readTrail(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.length < PAGE_SIZE ? undefined : last.at(-1)?.id),
  });
  const columns: TableColumnsType<Entry> = [
    {
      title: t('audit.action'),
      render: (_, entry) => (
        <Button type="link" className="wraps" onClick={() => setShown(entry)}>
          {word('auditAction', entry.action)}
        </Button>
      ),
    },
    { title: t('audit.actor'), dataIndex: 'actor', render: nameOf },
    { title: t('audit.at'), dataIndex: 'at', render: time },
    { title: t('audit.subjectType'), render: (_, { subjectType }) => word('auditSubject', subjectType) },
    { title: t('audit.subject'), render: (_, entry) => <AuditSubject of={entry} /> },
  ];
  return (
    <Card title={t('menu.audit')}>
      <Flex vertical gap="middle">
        <AuditFilters filter={filter} onChange={setFilter} />
        {error && <Alert type="error" showIcon message={error.message} />}
        <Table<Entry>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={data?.pages.flat()}
          loading={isFetching}
          scroll={{ x: 'max-content' }}
          pagination={false}
          locale={{ emptyText: t('audit.none') }}
        />
        {hasNextPage && (
          <Button onClick={() => void fetchNextPage()} loading={isFetching}>
            {t('audit.older')}
          </Button>
        )}
      </Flex>
      <AuditDetail entry={shown} onClose={() => setShown(null)} />
    </Card>
  );
}
