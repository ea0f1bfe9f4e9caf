import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Dropdown, Space, Spin, Typography } from 'antd';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { attach } from '../../api/attachments';
import { ApiError } from '../../api/request';
import type { Principal, TaskDetail } from '../../api/types';
import { Attachments } from '../../components/Attachments';
import { TaskBackground } from './TaskBackground';
import { type ChosenFiles, TaskForm, type TaskFormHandle } from './TaskForm';
import { claimTask, completeTask, delegateTask, getTask, listColleagues } from './tasks.request';
import { TaskMatter } from './TaskMatter';
import { TimeLeft } from '../../components/TimeLeft';
import { useKept } from '../../components/useKept';

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
  const { kept, keep, forget } = useKept<Record<string, unknown>>(`task-${taskKey}`);
  const colleagues = useQuery({ queryKey: ['colleagues'], queryFn: listColleagues, staleTime: Infinity });
  const delegate = useMutation({
    mutationFn: delegateTask,
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  // The same object as long as the task is the same: the form is not drawn anew while somebody types.
  const values = useMemo(() => ({ ...task.data?.values, ...kept }), [task.data?.values, kept]);
  const complete = useMutation({
    mutationFn: async ({ values, files }: { values: Record<string, unknown>; files: ChosenFiles[] }) =>
      completeTask({ key: taskKey, values: { ...values, ...(await upload(task.data!, files)) } }),
    onSuccess: async () => {
      void message.success(t('task.completed'));
      forget();
      onClose();
      // all but the task itself, which is not there any more
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'task' });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.problem.errors) {
        form.current?.show(error.problem.errors, ({ code, params }) =>
          t(`form.${code}`, { defaultValue: code, ...params }),
        );
      }
    },
  });
  const submit = () => {
    const entered = form.current?.submit();
    if (entered) complete.mutate(entered);
  };
  const mine = task.data?.assignee === me.username;
  return (
    <Drawer
      open
      width="min(680px, 100vw)"
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
          {colleagues.data && colleagues.data.length > 0 && (
            <Dropdown
              menu={{
                items: colleagues.data.map(({ username, name }) => ({ key: username, label: name })),
                onClick: ({ key: username }) => delegate.mutate({ key: taskKey, username }),
              }}
            >
              <Button loading={delegate.isPending}>{t('task.delegate')}</Button>
            </Dropdown>
          )}
          <Button type="primary" loading={complete.isPending} disabled={!task.data} onClick={submit}>
            {t('task.complete')}
          </Button>
        </Space>
      }
    >
      {[task.error, claim.error, delegate.error, complete.error].map(
        (error) =>
          error && (
            <Alert key={error.message} type="error" showIcon message={error.message} style={{ marginBottom: 12 }} />
          ),
      )}
      {task.data && (
        <Typography.Paragraph>
          <TaskMatter of={task.data} /> <TimeLeft minutes={task.data.workingMinutesLeft} />
        </Typography.Paragraph>
      )}
      {task.data && <TaskBackground taskKey={taskKey} ofCase={task.data.caseId !== undefined} />}
      {task.data ? (
        <TaskForm ref={form} schema={task.data.form} values={values} onChange={keep} />
      ) : (
        !task.error && <Spin />
      )}
      {task.data?.caseId && (
        <>
          <Typography.Title level={3} style={{ fontSize: 16, marginTop: 24 }}>
            {t('case.attachments')}
          </Typography.Title>
          <Attachments caseId={task.data.caseId} />
        </>
      )}
    </Drawer>
  );
}

/** Attaches the chosen files where the task's work belongs; a second try finds those of the first and adds none twice. */
async function upload({ assignmentId, caseId }: TaskDetail, fields: ChosenFiles[]): Promise<Record<string, string[]>> {
  const to = assignmentId ? `/assignments/${assignmentId}` : `/cases/${caseId}`;
  const ids: Record<string, string[]> = {};
  for (const { key, purpose, files } of fields) {
    for (const file of files) (ids[key] ??= []).push((await attach(to, purpose, file)).id);
  }
  return ids;
}
