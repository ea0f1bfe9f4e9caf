import { useQuery } from '@tanstack/react-query';
import { Alert, Spin } from 'antd';
import { useParams } from 'react-router';
import { ResourceDesk } from './ResourceDesk';
import { getContent, getDraft, getTemplates, listResources, type ResourceKind } from './studio.request';

/** Loads a diagram, table or form with its draft, then hands it to the desk. */
export function ResourcePage() {
  const { kind = 'process', id = '' } = useParams() as { kind?: ResourceKind; id?: string };
  const { data, error } = useQuery({
    queryKey: ['studio', 'desk', kind, id],
    queryFn: async () => {
      const [resources, draft, templates] = await Promise.all([listResources(), getDraft(kind, id), getTemplates()]);
      const resource = resources.find((item) => item.kind === kind && item.id === id);
      const newest = resource?.versions[0]?.version;
      const deployed = newest === undefined ? null : await getContent(kind, id, newest);
      return { resource, draft, templates, deployed };
    },
    // Loaded once: what is being edited is replaced by a reset only, never by another look after signing in again.
    staleTime: Infinity,
    gcTime: 0,
  });
  if (error) return <Alert type="error" showIcon message={error.message} />;
  if (!data) return <Spin />;
  const content = data.draft?.content ?? data.deployed;
  if (!data.resource || content === null) return <Alert type="warning" showIcon message={id} />;
  return (
    <ResourceDesk
      key={`${kind}:${id}`}
      resource={data.resource}
      deployed={data.deployed}
      draft={data.draft}
      content={content}
      templates={data.templates}
    />
  );
}
