import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Empty, Flex, Input, Modal, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../components/words';
import { type BoardRow, type OpenSupervision, openSupervisions, settle } from './board.request';

/** The supervisions of a case: each is settled, or goes on to its next step, up to the notice of criticism (D1 一(一)4). */
export function SettleDialog({ row, onClose }: { row: BoardRow; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['board', 'supervisions', row.caseId],
    queryFn: () => openSupervisions(row.caseId),
    gcTime: 0,
  });
  return (
    <Modal open title={`${t('board.progress')} ${row.number}`} footer={null} onCancel={onClose}>
      {error && <Alert type="error" showIcon message={error.message} />}
      {!data && !error && <Spin />}
      {data?.length === 0 && <Empty description={t('board.noneOpen')} />}
      <Flex vertical gap="small">
        {data?.map((one) => (
          <Settlement key={one.taskKey} supervision={one} onDone={onClose} />
        ))}
      </Flex>
    </Modal>
  );
}

function Settlement({ supervision, onDone }: { supervision: OpenSupervision; onDone: () => void }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [measures, setMeasures] = useState('');
  const { taskKey, ground, level, stepDue, nextLevel } = supervision;
  const { mutate, error, isPending } = useMutation({
    mutationFn: (settled: boolean) => settle({ taskKey, settled, measures }),
    onSuccess: () => {
      void message.success(t('action.done'));
      void queries.invalidateQueries({ queryKey: ['board'] });
      onDone();
    },
  });
  return (
    <Card
      size="small"
      title={t('board.now', { ground: word('ground', ground), level: word('level', level), due: time(stepDue) })}
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Input.TextArea
        aria-label={t('board.measures')}
        placeholder={t('board.measures')}
        value={measures}
        maxLength={4000}
        autoSize={{ minRows: 2 }}
        onChange={({ target }) => setMeasures(target.value)}
      />
      <Flex gap="small" wrap style={{ marginTop: 8 }}>
        <Button type="primary" loading={isPending} disabled={!measures.trim()} onClick={() => mutate(true)}>
          {t('board.settled')}
        </Button>
        {nextLevel && (
          <Button danger loading={isPending} disabled={!measures.trim()} onClick={() => mutate(false)}>
            {t('board.next', { level: word('level', nextLevel) })}
          </Button>
        )}
      </Flex>
    </Card>
  );
}
