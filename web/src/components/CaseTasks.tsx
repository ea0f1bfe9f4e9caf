import { useQuery } from '@tanstack/react-query';
import { Alert, List } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { request } from '../api/request';
import type { TaskRow } from '../api/types';
import { TimeLeft } from './TimeLeft';
import { usePeople } from './usePeople';
import { useUnits } from './useUnits';

const EVERY_MS = 10_000;

interface Props {
  caseId: string;
  everyMs?: number;
  /** What is said when there is none, if not just that. */
  none?: string;
}

/** The open tasks of a case: who has each and until when; what is one's own to do opens. */
export function CaseTasks({ caseId, everyMs = EVERY_MS, none }: Props) {
  const { t } = useTranslation();
  const { unitName } = useUnits();
  const nameOf = usePeople();
  const { data, error } = useQuery({
    queryKey: ['tasks', 'of', caseId],
    queryFn: () => request<TaskRow[]>(`/cases/${caseId}/tasks`),
    refetchInterval: everyMs,
  });
  /** A group as people call it: a unit, with the role in it, or a role of the hotline. */
  const groupName = (group: string) => {
    const [kind, code = '', role] = group.split(':');
    if (kind === 'unit') return [unitName(code), role && t(`account.${role}`)].filter(Boolean).join(' ');
    return kind === 'user' ? nameOf(code) : t(`account.${kind === 'body' ? role : kind}`, { defaultValue: group });
  };
  if (error) return <Alert type="error" showIcon message={error.message} />;
  return (
    <List
      size="small"
      loading={!data}
      dataSource={data ?? []}
      locale={{ emptyText: none ?? t('task.noneOpen') }}
      renderItem={({ key, name, mine, assignee, candidateGroups, workingMinutesLeft }) => (
        <List.Item
          actions={
            mine
              ? [
                  <Link key="do" to={`/tasks/${key}`}>
                    {t('task.open')}
                  </Link>,
                ]
              : []
          }
        >
          <span>
            {name} · {assignee ? nameOf(assignee) : candidateGroups.map(groupName).join('、')}{' '}
            <TimeLeft minutes={workingMinutesLeft} />
          </span>
        </List.Item>
      )}
    />
  );
}
