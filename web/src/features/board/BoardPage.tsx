import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Alert,
  App,
  Button,
  Card,
  Col,
  Input,
  Modal,
  Row,
  Select,
  Space,
  Statistic,
  Table,
  Tag,
  type TableColumnsType,
} from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Principal } from '../../api/types';
import { useWords } from '../../components/words';
import { type BoardArea, boardCases, type BoardList, type BoardRow, getBoard, LISTS, press } from './board.request';

const EVERY_MS = 30_000;
const GROUNDS = ['overdue', 'hot-issue', 'leader-instruction', 'media-exposure'];

/** The supervision board (D1 一(一)4): what is due, overdue, hot, instructed; by area; from a figure to the case to the order. */
export function BoardPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const [list, setList] = useState<BoardList>('overdue');
  const [area, setArea] = useState<BoardArea | null>(null);
  const [pressed, setPressed] = useState<{ row: BoardRow; how: 'supervision' | 'urge' } | null>(null);
  const board = useQuery({ queryKey: ['board'], queryFn: getBoard, refetchInterval: EVERY_MS });
  const cases = useQuery({
    queryKey: ['board', list, area?.area],
    queryFn: () => boardCases(list, area?.area ?? null),
    refetchInterval: EVERY_MS,
  });
  const mayOrder = me.role === 'supervisor' || me.role === 'leader';
  const columns: TableColumnsType<BoardRow> = [
    {
      title: t('case.number'),
      dataIndex: 'number',
      render: (number: string, { caseId }) => <Link to={`/cases/${caseId}`}>{number}</Link>,
    },
    { title: t('case.title'), dataIndex: 'title', width: 220 },
    {
      title: t('case.caseType'),
      dataIndex: 'caseType',
      responsive: ['lg'],
      render: (code: string) => word('caseType', code),
    },
    {
      title: t('case.urgency'),
      dataIndex: 'urgency',
      render: (code: string) =>
        code && <Tag color={code === 'urgent' ? 'red' : 'default'}>{word('urgency', code)}</Tag>,
    },
    { title: t('case.stage'), dataIndex: 'stage', responsive: ['lg'], render: (code: string) => word('stage', code) },
    { title: t('assignment.unit'), dataIndex: 'unitName' },
    { title: t('task.dueAt'), dataIndex: 'due', render: time },
    {
      title: '',
      render: (_, row) =>
        mayOrder && (
          <Space>
            <Button size="small" onClick={() => setPressed({ row, how: 'supervision' })}>
              {t('action.supervision')}
            </Button>
            {me.role === 'supervisor' && (
              <Button size="small" onClick={() => setPressed({ row, how: 'urge' })}>
                {t('action.urge')}
              </Button>
            )}
          </Space>
        ),
    },
  ];
  return (
    <Row gutter={[16, 16]}>
      {[board.error, cases.error].map(
        (error) => error && <Alert key={error.message} type="error" showIcon message={error.message} />,
      )}
      {LISTS.map((name) => (
        <Col key={name} xs={12} md={8} lg={{ flex: '20%' }}>
          <button
            type="button"
            className={`figure${name === list ? ' chosen' : ''}`}
            aria-pressed={name === list}
            onClick={() => setList(name)}
          >
            <Statistic title={t(`board.lists.${name}`)} value={board.data?.counts[name] ?? 0} />
          </button>
        </Col>
      ))}
      <Col xs={24} lg={17}>
        <Card
          title={area ? `${t(`board.lists.${list}`)} · ${area.name || t('board.noArea')}` : t(`board.lists.${list}`)}
          extra={area && <Button onClick={() => setArea(null)}>{t('board.everywhere')}</Button>}
        >
          <Table<BoardRow>
            rowKey="caseId"
            size="middle"
            columns={columns}
            dataSource={cases.data}
            scroll={{ x: 'max-content' }}
          />
        </Card>
      </Col>
      <Col xs={24} lg={7}>
        <Card title={t('board.areas')}>
          <Table<BoardArea>
            rowKey={({ area: code }) => code ?? ''}
            size="small"
            pagination={false}
            dataSource={board.data?.areas}
            columns={[
              {
                title: t('board.area'),
                render: (_, row) => (
                  <Button type="link" style={{ padding: 0 }} disabled={!row.area} onClick={() => setArea(row)}>
                    {row.name || t('board.noArea')}
                  </Button>
                ),
              },
              { title: t('board.open'), dataIndex: 'open' },
              { title: t('board.lists.overdue'), dataIndex: 'overdue' },
              { title: t('board.lists.hot'), dataIndex: 'hot' },
            ]}
          />
        </Card>
      </Col>
      {pressed && <PressDialog {...pressed} onClose={() => setPressed(null)} />}
    </Row>
  );
}

function PressDialog({ row, how, onClose }: { row: BoardRow; how: 'supervision' | 'urge'; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [ground, setGround] = useState(GROUNDS[0]!);
  const [note, setNote] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: press,
    onSuccess: () => {
      void message.success(t('action.done'));
      void queries.invalidateQueries({ queryKey: ['board'] });
      onClose();
    },
  });
  const send = () =>
    mutate({
      caseId: row.caseId,
      how,
      body: { ...(how === 'supervision' ? { ground } : {}), ...(note.trim() ? { note } : {}) },
    });
  return (
    <Modal
      open
      title={`${t(`action.${how}`)} ${row.number}`}
      okText={t('action.submit')}
      cancelText={t('action.cancel')}
      confirmLoading={isPending}
      onOk={send}
      onCancel={onClose}
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Space direction="vertical" style={{ width: '100%' }}>
        {how === 'supervision' && (
          <Select
            aria-label={t('action.ground')}
            value={ground}
            onChange={setGround}
            style={{ width: '100%' }}
            options={GROUNDS.map((value) => ({ value, label: t(`ground.${value}`) }))}
          />
        )}
        <Input.TextArea
          aria-label={t('action.note')}
          placeholder={t('action.note')}
          value={note}
          maxLength={2000}
          autoSize={{ minRows: 3 }}
          onChange={({ target }) => setNote(target.value)}
        />
      </Space>
    </Modal>
  );
}
