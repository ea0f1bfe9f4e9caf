import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Form, Input, Popconfirm, Table, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/Choice';
import { instantOf } from '../../components/today';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { exclude, type Exclusion, listExclusions, withdraw } from './kpi.request';

const REASONS = ['emergency', 'system-fault', 'over-capacity', 'invalid-message'];

/** What is left out of the measures: always a record with a period and a reason, never a silent filter. */
export function Exclusions({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const person = usePeople();
  const [form] = Form.useForm();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['kpi', 'exclusions'], queryFn: listExclusions });
  const again = async () => {
    form.resetFields();
    await queries.invalidateQueries({ queryKey: ['kpi'] });
  };
  const add = useMutation({ mutationFn: exclude, onSuccess: again });
  const back = useMutation({ mutationFn: withdraw, onSuccess: again });
  const send = ({ period, ...rest }: { period: [Dayjs, Dayjs]; scope: string; reason: string; note: string }) =>
    add.mutate({ ...rest, from: instantOf(period[0]), to: instantOf(period[1]) });
  return (
    <>
      {[add.error, back.error].map(
        (one) => one && <Alert key={one.message} type="error" showIcon message={one.message} />,
      )}
      {mayChange && (
        <Form form={form} layout="inline" onFinish={send} style={{ rowGap: 12, marginBottom: 16 }}>
          <Form.Item name="scope" label={t('kpi.scope')} rules={[{ required: true }]}>
            <Choice
              style={{ width: 120 }}
              options={['calls', 'sms'].map((value) => ({ value, label: t(`kpi.scopes.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="period" label={t('kpi.period')} rules={[{ required: true }]}>
            <DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
          <Form.Item name="reason" label={t('kpi.reason')} rules={[{ required: true }]}>
            <Choice
              style={{ width: 160 }}
              options={REASONS.map((value) => ({ value, label: t(`kpi.reasons.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="note" label={t('kpi.note')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={2000} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {t('kpi.exclude')}
          </Button>
        </Form>
      )}
      <Table<Exclusion>
        rowKey="id"
        size="small"
        dataSource={data}
        columns={[
          { title: t('kpi.scope'), dataIndex: 'scope', render: (scope: string) => t(`kpi.scopes.${scope}`) },
          { title: t('kpi.from'), dataIndex: 'periodFrom', render: time },
          { title: t('kpi.to'), dataIndex: 'periodTo', render: time },
          { title: t('kpi.reason'), dataIndex: 'reason', render: (reason: string) => t(`kpi.reasons.${reason}`) },
          { title: t('kpi.note'), dataIndex: 'note' },
          { title: t('kpi.recordedBy'), dataIndex: 'recordedBy', render: person },
          {
            title: '',
            render: (_, { id, withdrawnAt }) =>
              withdrawnAt ? (
                <Tag>{t('kpi.withdrawn')}</Tag>
              ) : (
                mayChange && (
                  <Popconfirm title={t('kpi.withdrawAsk')} onConfirm={() => back.mutate(id)}>
                    <Button size="small">{t('kpi.withdraw')}</Button>
                  </Popconfirm>
                )
              ),
          },
        ]}
      />
    </>
  );
}
