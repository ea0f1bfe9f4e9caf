import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Principal } from '../../api/types';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { ReleaseDecision } from './ReleaseDecision';
import { ReleaseReview } from './ReleaseReview';
import { approveRelease, listReleases, rejectRelease, type Release } from './studio.request';

const COLOURS = { waiting: 'orange', deploying: 'blue', deployed: 'green', refused: 'red', rejected: 'red' };

/** Who deployed what, when and why; where two people are asked for, the second one decides here. */
export function Releases({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const person = usePeople();
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: ['studio', 'releases'], queryFn: listReleases });
  const [reviewed, setReviewed] = useState<Release | null>(null);
  const decide = useMutation({
    mutationFn: (send: () => Promise<Release>) => send(),
    onSettled: () => {
      setReviewed(null);
      return queries.invalidateQueries({ queryKey: ['studio'] });
    },
  });
  const decisionOn = ({ id, requestedBy }: Release) =>
    requestedBy === me.username ? (
      t('studio.awaitsOther')
    ) : (
      <ReleaseDecision
        pending={decide.isPending}
        onApprove={() => decide.mutate(() => approveRelease(id))}
        onReject={(reason) => decide.mutate(() => rejectRelease(id, reason))}
      />
    );
  const columns: TableColumnsType<Release> = [
    { title: t('studio.deployedAt'), dataIndex: 'requestedAt', render: time },
    { title: t('studio.by'), dataIndex: 'requestedBy', render: person },
    { title: t('studio.origin'), dataIndex: 'origin', render: (origin: string) => t(`studio.origins.${origin}`) },
    {
      title: t('studio.content'),
      dataIndex: 'resources',
      render: (resources: Release['resources']) =>
        resources.length > 4
          ? t('studio.files', { count: resources.length })
          : resources.map(({ name, version }) => (version ? `${name} v${version}` : name)).join('、'),
    },
    { title: t('studio.comment'), dataIndex: 'comment' },
    {
      title: t('studio.status'),
      dataIndex: 'status',
      render: (status: Release['status'], { refusal, rejection }) => (
        <div style={{ maxWidth: 280, whiteSpace: 'normal' }}>
          <Tag color={COLOURS[status]}>{t(`studio.statuses.${status}`)}</Tag>
          {refusal ?? rejection}
        </div>
      ),
    },
    { title: t('studio.decidedBy'), dataIndex: 'decidedBy', render: person },
    {
      title: '',
      render: (_, release) =>
        release.status === 'waiting' && (
          <Button size="small" type="primary" onClick={() => setReviewed(release)}>
            {t('studio.review')}
          </Button>
        ),
    },
  ];
  return (
    <>
      {[error, decide.error].map(
        (one) => one && <Alert key={one.message} type="error" showIcon message={one.message} />,
      )}
      {data?.needsSecondPerson && <Alert type="info" showIcon message={t('studio.twoPersons')} />}
      <Table<Release>
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={data?.items}
        scroll={{ x: 'max-content' }}
      />
      {reviewed && (
        <ReleaseReview release={reviewed} decision={decisionOn(reviewed)} onClose={() => setReviewed(null)} />
      )}
    </>
  );
}
