import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Table, Tabs, Tag, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Principal } from '../../api/types';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { NewResource } from './NewResource';
import { Releases } from './Releases';
import { listReleases, listResources, type Resource, type ResourceKind } from './studio.request';
import { useTitle } from './useTitle';

const KINDS: ResourceKind[] = ['process', 'decision', 'form'];

/** What process owners change: diagrams, decision tables and forms with their versions, and the releases. */
export function StudioPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const person = usePeople();
  const titleOf = useTitle();
  const { data, error, isFetching } = useQuery({ queryKey: ['studio', 'resources'], queryFn: listResources });
  const releases = useQuery({ queryKey: ['studio', 'releases'], queryFn: listReleases });
  const waiting = (releases.data?.items ?? []).filter(({ status }) => status === 'waiting').length;
  const columns: TableColumnsType<Resource> = [
    {
      title: t('studio.name'),
      render: (_, resource) => (
        <Link to={`/studio/${resource.kind}/${encodeURIComponent(resource.id)}`}>{titleOf(resource)}</Link>
      ),
    },
    { title: t('studio.file'), dataIndex: 'name' },
    {
      title: t('studio.version'),
      render: (_, { versions }) => (versions[0] ? `v${versions[0].version}` : <Tag>{t('studio.notDeployed')}</Tag>),
    },
    { title: t('studio.deployedAt'), render: (_, { versions }) => time(versions[0]?.deployedAt) },
    { title: t('studio.by'), render: (_, { versions }) => person(versions[0]?.by) },
    { title: t('studio.comment'), render: (_, { versions }) => versions[0]?.comment },
    {
      title: t('studio.draft'),
      render: (_, { draft }) =>
        draft && (
          <Tag color="blue">{t('studio.draftOf', { by: person(draft.updatedBy), at: time(draft.updatedAt) })}</Tag>
        ),
    },
  ];
  return (
    <Card title={t('studio.title')} extra={<NewResource />}>
      {error && <Alert type="error" showIcon message={error.message} />}
      <Tabs
        items={[
          ...KINDS.map((kind) => ({
            key: kind,
            label: t(`studio.kind.${kind}`),
            children: (
              <Table<Resource>
                rowKey="id"
                size="middle"
                loading={isFetching && !data}
                columns={columns}
                dataSource={data?.filter((resource) => resource.kind === kind)}
                pagination={false}
                scroll={{ x: 'max-content' }}
              />
            ),
          })),
          {
            key: 'releases',
            label: waiting > 0 ? t('studio.releasesWaiting', { count: waiting }) : t('studio.releases'),
            children: <Releases me={me} />,
          },
        ]}
      />
    </Card>
  );
}
