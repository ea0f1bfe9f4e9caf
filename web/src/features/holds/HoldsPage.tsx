import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Checkbox, Flex, Form, Popconfirm, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Principal } from '../../api/types';
import { CaseChoice } from '../../components/CaseChoice';
import { HoldDialog } from '../../components/HoldDialog';
import { type Hold, liftHold, listHolds } from '../../components/holds.request';
import { usePeople } from '../../components/usePeople';
import { useSending } from '../../components/useSending';
import { useWords } from '../../components/words';

/** What is kept beyond its retention, and why: an admin holds a case and lifts that again, oversight reads. */
export function HoldsPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { time, word } = useWords();
  const nameOf = usePeople();
  const [lifted, setLifted] = useState(false);
  const [placing, setPlacing] = useState(false);
  const { data, error } = useQuery({ queryKey: ['holds', lifted], queryFn: () => listHolds({ lifted }) });
  const lifting = useSending('holds', liftHold);
  const places = me.role === 'admin';
  return (
    <Card
      title={t('menu.holds')}
      extra={
        places && (
          <Button type="primary" onClick={() => setPlacing(true)}>
            {t('holds.place')}
          </Button>
        )
      }
    >
      <Flex vertical gap="middle">
        <Typography.Paragraph type="secondary" style={{ margin: 0 }}>
          {t('holds.rule')}
        </Typography.Paragraph>
        <Checkbox checked={lifted} onChange={({ target }) => setLifted(target.checked)}>
          {t('holds.withLifted')}
        </Checkbox>
        {[error, lifting.error].map(
          (refused) => refused && <Alert key={refused.message} type="error" showIcon message={refused.message} />,
        )}
        <Table<Hold>
          rowKey="id"
          size="middle"
          dataSource={data}
          loading={!data && !error}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: t('holds.none') }}
          columns={[
            {
              title: t('case.number'),
              render: (_, { caseId, number }) => <Link to={`/cases/${caseId}`}>{number}</Link>,
            },
            { title: t('case.title'), dataIndex: 'title', width: 200 },
            { title: t('case.stage'), dataIndex: 'stage', render: (stage: string) => word('stage', stage) },
            { title: t('holds.reason'), dataIndex: 'reason', width: 240 },
            {
              title: t('holds.placed'),
              render: (_, { placedBy, placedAt }) => `${nameOf(placedBy)} ${time(placedAt)}`,
            },
            { title: t('holds.retainUntil'), dataIndex: 'retainUntil', render: time },
            {
              title: t('holds.state'),
              render: (_, { liftedBy, liftedAt }) =>
                liftedAt ? (
                  t('holds.lifted', { name: nameOf(liftedBy ?? ''), time: time(liftedAt) })
                ) : (
                  <Tag color="red">{t('holds.held')}</Tag>
                ),
            },
            {
              title: '',
              render: (_, { caseId, liftedAt }) =>
                places &&
                !liftedAt && (
                  <Popconfirm title={t('holds.liftAsk')} onConfirm={() => lifting.mutate(caseId)}>
                    <Button size="small">{t('holds.lift')}</Button>
                  </Popconfirm>
                ),
            },
          ]}
        />
      </Flex>
      {placing && (
        <HoldDialog onClose={() => setPlacing(false)}>
          <Form.Item name="caseId" label={t('holds.case')} rules={[{ required: true }]}>
            <CaseChoice />
          </Form.Item>
        </HoldDialog>
      )}
    </Card>
  );
}
