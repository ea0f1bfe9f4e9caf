import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Col, Row, Space, Statistic, Table, Tag, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Principal } from '../../api/types';
import { useWords } from '../../components/words';
import {
  type BoardArea,
  boardCases,
  type BoardList,
  type BoardRow,
  getBoard,
  LISTS,
  type Pressing,
} from './board.request';
import { PressDialog } from './PressDialog';
import { SettleDialog } from './SettleDialog';

const EVERY_MS = 30_000;
/** What a role may do from a row of the board; the others read. */
const ACTIONS: Record<string, Pressing[]> = {
  supervisor: ['supervision', 'urge'],
  leader: ['supervision'],
  oversight: ['remarks'],
};

/** An area with those below it in which something is open. */
interface AreaNode extends BoardArea {
  children?: AreaNode[];
}

/** The areas below one; at the top also those whose upper area has nothing open of its own to show. */
function treeOf(areas: BoardArea[], parent: string | null): AreaNode[] {
  const here = areas.filter((area) =>
    parent === null ? !areas.some(({ area: code }) => code !== null && code === area.parent) : area.parent === parent,
  );
  return here.map((area) => {
    const children = area.area === null ? [] : treeOf(areas, area.area);
    return { ...area, ...(children.length > 0 ? { children } : {}) };
  });
}

/** The supervision board (D1 一(一)4): what is due, overdue, hot, instructed; by area; from a figure to the case to the order. */
export function BoardPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const [list, setList] = useState<BoardList>('overdue');
  const [area, setArea] = useState<BoardArea | null>(null);
  const [pressed, setPressed] = useState<{ row: BoardRow; how: Pressing } | null>(null);
  const [settling, setSettling] = useState<BoardRow | null>(null);
  const board = useQuery({ queryKey: ['board'], queryFn: getBoard, refetchInterval: EVERY_MS });
  const cases = useQuery({
    queryKey: ['board', list, area?.area],
    queryFn: () => boardCases(list, area?.area ?? null),
    refetchInterval: EVERY_MS,
  });
  const actions = ACTIONS[me.role] ?? [];
  const tree = useMemo(() => treeOf(board.data?.areas ?? [], null), [board.data]);
  const columns: TableColumnsType<BoardRow> = [
    {
      title: t('case.number'),
      dataIndex: 'number',
      render: (number: string, { caseId }) => <Link to={`/cases/${caseId}`}>{number}</Link>,
    },
    { title: t('case.title'), dataIndex: 'title', width: 160 },
    {
      title: t('case.caseType'),
      dataIndex: 'caseType',
      responsive: ['xxl'],
      render: (code: string) => word('caseType', code),
    },
    {
      title: t('case.urgency'),
      dataIndex: 'urgency',
      render: (code: string) =>
        code && <Tag color={code === 'urgent' ? 'red' : 'default'}>{word('urgency', code)}</Tag>,
    },
    { title: t('case.stage'), dataIndex: 'stage', responsive: ['xxl'], render: (code: string) => word('stage', code) },
    { title: t('assignment.unit'), dataIndex: 'unitName' },
    { title: t('task.dueAt'), dataIndex: 'due', render: time },
    {
      title: '',
      render: (_, row) =>
        actions.length > 0 && (
          <Space wrap>
            {actions.map((how) => (
              <Button key={how} size="small" onClick={() => setPressed({ row, how })}>
                {t(`action.${how}`)}
              </Button>
            ))}
            {me.role === 'supervisor' && row.supervised && (
              <Button size="small" onClick={() => setSettling(row)}>
                {t('board.progress')}
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
            <Statistic title={t(`board.lists.${name}`)} value={board.data?.counts[name]} loading={board.isLoading} />
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
            loading={cases.isLoading}
            locale={{ emptyText: t('board.none') }}
            scroll={{ x: 'max-content' }}
          />
        </Card>
      </Col>
      <Col xs={24} lg={7}>
        <Card title={t('board.areas')}>
          <Table<AreaNode>
            rowKey={({ area: code }) => code ?? ''}
            size="small"
            pagination={false}
            dataSource={tree}
            loading={board.isLoading}
            locale={{ emptyText: t('board.noOpenCase') }}
            expandable={{ defaultExpandAllRows: true }}
            key={tree.length === 0 ? 'empty' : 'filled'}
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
      {settling && <SettleDialog row={settling} onClose={() => setSettling(null)} />}
    </Row>
  );
}
