import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Segmented, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Principal } from '../../api/types';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { ComplaintDetail } from './ComplaintDetail';
import { ASPECTS, type Complaint, listComplaints, STAGES } from './complaints.request';
import { DecideComplaint } from './DecideComplaint';
import { RecordComplaint } from './RecordComplaint';
import { stateOf, STATES, type State, Verdict } from './Verdict';

/** Who decides; who may read the list is whoever reads the measures. */
const DECIDES = ['supervisor', 'leader'];
const RECORDS = ['agent', 'supervisor'];

/** Complaints about the hotline's own staff (D1 一(二)4): recorded, decided, and then counted in the measure. */
export function ComplaintsPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const [recording, setRecording] = useState(false);
  return (
    <Card
      title={t('menu.complaints')}
      extra={
        RECORDS.includes(me.role) && (
          <Button type="primary" onClick={() => setRecording(true)}>
            {t('complaints.record')}
          </Button>
        )
      }
    >
      <Flex vertical gap="middle">
        <Alert type="info" showIcon message={t('complaints.rule')} />
        {me.role !== 'agent' && <Complaints me={me} />}
      </Flex>
      {recording && <RecordComplaint onClose={() => setRecording(false)} />}
    </Card>
  );
}

function Complaints({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const nameOf = usePeople();
  const [state, setState] = useState<State | 'all'>('all');
  const [stage, setStage] = useState<string>();
  const [aspect, setAspect] = useState<string>();
  const [shown, setShown] = useState<Complaint | null>(null);
  const [deciding, setDeciding] = useState<Complaint | null>(null);
  const { data, error } = useQuery({ queryKey: ['complaints'], queryFn: listComplaints });
  const found = (data ?? []).filter(
    (one) =>
      (state === 'all' || stateOf(one) === state) &&
      (!stage || one.stage === stage) &&
      (!aspect || one.aspect === aspect),
  );
  const columns: TableColumnsType<Complaint> = [
    { title: t('complaints.recordedAt'), dataIndex: 'recordedAt', responsive: ['md'], render: time },
    {
      title: t('complaints.stage'),
      dataIndex: 'stage',
      responsive: ['md'],
      render: (code: string) => t(`complaints.stages.${code}`),
    },
    {
      title: t('complaints.aspect'),
      dataIndex: 'aspect',
      responsive: ['md'],
      render: (code: string) => t(`complaints.aspects.${code}`),
    },
    { title: t('complaints.about'), dataIndex: 'about', render: nameOf },
    {
      title: t('complaints.content'),
      width: 320,
      render: (_, one) => (
        <Button type="link" className="wraps" onClick={() => setShown(one)}>
          {one.content}
        </Button>
      ),
    },
    { title: t('complaints.state'), render: (_, one) => <Verdict of={one} /> },
    {
      title: '',
      // nobody decides on what is said of themselves
      render: (_, one) =>
        DECIDES.includes(me.role) &&
        stateOf(one) === 'undecided' &&
        one.about !== me.username && (
          <Button size="small" type="primary" onClick={() => setDeciding(one)}>
            {t('complaints.decide')}
          </Button>
        ),
    },
  ];
  const choice = (
    label: string,
    value: string | undefined,
    codes: readonly string[],
    words: string,
    set: typeof setStage,
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      style={{ width: 140 }}
      value={value}
      options={codes.map((code) => ({ value: code, label: t(`complaints.${words}.${code}`) }))}
      onChange={set}
    />
  );
  return (
    <>
      <Flex gap="middle" wrap>
        <Segmented
          aria-label={t('complaints.state')}
          value={state}
          onChange={setState}
          options={(['all', ...STATES] as const).map((value) => ({ value, label: t(`complaints.states.${value}`) }))}
        />
        {choice(t('complaints.stage'), stage, STAGES, 'stages', setStage)}
        {choice(t('complaints.aspect'), aspect, ASPECTS, 'aspects', setAspect)}
      </Flex>
      {error && <Alert type="error" showIcon message={error.message} />}
      <Table<Complaint>
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={found}
        loading={!data && !error}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('complaints.none') }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      />
      <ComplaintDetail complaint={shown} onClose={() => setShown(null)} />
      {deciding && <DecideComplaint complaint={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}
