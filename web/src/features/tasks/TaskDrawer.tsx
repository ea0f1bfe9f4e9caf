import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Space, Spin, Typography } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError } from '../../api/request';
import type { Principal } from '../../api/types';
import { TaskForm, type TaskFormHandle } from './TaskForm';
import { claimTask, completeTask, getTask } from './tasks.request';

/** One task with its form: claim it, fill it in, complete it; what the rules refuse stays on the screen to be put right. */
export function TaskDrawer({ taskKey, me, onClose }: { taskKey: string; me: Principal; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const form = useRef<TaskFormHandle>(null);
  const task = useQuery({ queryKey: ['task', taskKey], queryFn: () => getTask(taskKey), staleTime: Infinity });
  const claim = useMutation({
    mutationFn: claimTask,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
    onSettled: () => task.refetch(),
  });
  const complete = useMutation({
    mutationFn: completeTask,
    onSuccess: async () => {
      void message.success(t('task.completed'));
      onClose();
      await queries.invalidateQueries();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.problem.errors) {
        form.current?.show(error.problem.errors, (code) => t(`form.${code}`, { defaultValue: code }));
      }
    },
  });
  const submit = () => {
    const values = form.current?.submit();
    if (values) complete.mutate({ key: taskKey, values });
  };
  const mine = task.data?.assignee === me.username;
  return (
    <Drawer
      open
      width={640}
      title={task.data?.name}
      onClose={onClose}
      extra={
        <Space>
          <Button
            loading={claim.isPending}
            disabled={!task.data || (task.data.assignee !== null && !mine)}
            onClick={() => claim.mutate({ key: taskKey, take: !mine })}
          >
            {t(mine ? 'task.release' : 'task.claim')}
          </Button>
          <Button type="primary" loading={complete.isPending} disabled={!task.data} onClick={submit}>
            {t('task.complete')}
          </Button>
        </Space>
      }
    >
      {[task.error, claim.error, complete.error].map(
        (error) => error && <Alert key={error.message} type="error" showIcon message={error.message} />,
      )}
      {task.data?.caseId && (
        <Typography.Paragraph>
          <Link to={`/cases/${task.data.caseId}`}>
            {task.data.caseNumber} {task.data.caseTitle}
          </Link>
        </Typography.Paragraph>
      )}
      {task.data ? <TaskForm ref={form} schema={task.data.form} values={task.data.values} /> : !task.error && <Spin />}
    </Drawer>
  );
}
