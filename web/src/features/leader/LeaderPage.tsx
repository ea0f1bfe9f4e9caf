import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Drawer, Empty, Flex, Input, Spin, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../api/types';
import { useWords } from '../../components/words';
import { getCase, instruct, listBriefings } from './leader.request';

const ACTIONS = ['transfer', 'close'] as const;
type Action = (typeof ACTIONS)[number];
const EVERY_MS = 30_000;

/** A leader's briefings (呈阅件) for a telephone's screen: one tap chooses, the second one instructs. */
export function LeaderPage() {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['tasks', 'briefings'],
    queryFn: listBriefings,
    refetchInterval: EVERY_MS,
  });
  const [deciding, setDeciding] = useState<{ task: TaskRow; action: Action } | null>(null);
  return (
    <Flex vertical gap="middle" style={{ maxWidth: 640, margin: '0 auto', width: '100%' }}>
      <Typography.Title level={2} style={{ fontSize: 18, margin: 0 }}>
        {t('leader.title', { count: data?.total ?? 0 })}
      </Typography.Title>
      {error && <Alert type="error" showIcon message={error.message} />}
      {!data && !error && <Spin />}
      {data?.items.length === 0 && <Empty description={t('leader.none')} />}
      {data?.items.map((task) => (
        <Briefing key={task.key} task={task} onDecide={(action) => setDeciding({ task, action })} />
      ))}
      {deciding && <Instruction {...deciding} onClose={() => setDeciding(null)} />}
    </Flex>
  );
}

function Briefing({ task, onDecide }: { task: TaskRow; onDecide: (action: Action) => void }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const { data } = useQuery({
    queryKey: ['case', task.caseId],
    queryFn: () => getCase(task.caseId!),
    enabled: Boolean(task.caseId),
  });
  return (
    <Card
      size="small"
      title={`${task.caseNumber ?? ''} ${task.caseTitle ?? ''}`}
      extra={task.urgency === 'urgent' && <Tag color="red">{word('urgency', 'urgent')}</Tag>}
    >
      <Typography.Paragraph ellipsis={{ rows: 5, expandable: true, symbol: t('leader.more') }}>
        {data?.content}
      </Typography.Paragraph>
      <Typography.Paragraph type="secondary">
        {[word('caseType', data?.caseType), word('category', data?.category), time(data?.receivedAt)]
          .filter(Boolean)
          .join(' · ')}
      </Typography.Paragraph>
      <Flex gap="small">
        {ACTIONS.map((action) => (
          <Button
            key={action}
            block
            size="large"
            type={action === 'transfer' ? 'primary' : 'default'}
            onClick={() => onDecide(action)}
          >
            {t(`leader.${action}`)}
          </Button>
        ))}
      </Flex>
    </Card>
  );
}

function Instruction({ task, action, onClose }: { task: TaskRow; action: Action; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [text, setText] = useState(t(`leader.words.${action}`));
  const { mutate, error, isPending } = useMutation({
    mutationFn: instruct,
    onSuccess: () => {
      void message.success(t('leader.done'));
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      onClose();
    },
  });
  return (
    <Drawer
      open
      placement="bottom"
      height="auto"
      title={`${t(`leader.${action}`)} ${task.caseNumber ?? ''}`}
      onClose={onClose}
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Flex vertical gap="small">
        <Input.TextArea
          aria-label={t('leader.instruction')}
          value={text}
          maxLength={4000}
          autoSize={{ minRows: 2 }}
          onChange={({ target }) => setText(target.value)}
        />
        <Button
          type="primary"
          size="large"
          block
          loading={isPending}
          disabled={!text.trim()}
          onClick={() => mutate({ key: task.key, values: { instruction: text, instructionAction: action } })}
        >
          {t('leader.confirm')}
        </Button>
      </Flex>
    </Drawer>
  );
}
