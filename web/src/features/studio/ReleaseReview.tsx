import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Modal, Spin, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../components/usePeople';
import { Difference } from './Difference';
import { emptyResource } from './empty-resource';
import { getContent, getReleaseFiles, listResources, type Release } from './studio.request';
import { useTitle } from './useTitle';

interface Props {
  release: Release;
  /** How it is decided, where who looks may decide. */
  decision: ReactNode;
  onClose: () => void;
}

/** What a release would change, file by file, against what is deployed now: read before it is let through. */
export function ReleaseReview({ release, decision, onClose }: Props) {
  const { t } = useTranslation();
  const person = usePeople();
  const titleOf = useTitle();
  const { data, error } = useQuery({
    queryKey: ['studio', 'review', release.id],
    queryFn: async () => {
      const [files, resources] = await Promise.all([getReleaseFiles(release.id), listResources()]);
      return Promise.all(
        files.map(async ({ kind, resourceId: id, name, title, content }) => {
          const version = resources.find((one) => one.kind === kind && one.id === id)?.versions[0]?.version;
          const before =
            version === undefined ? emptyResource(kind, id, title ?? id).content : await getContent(kind, id, version);
          return { kind, id, name, title, version, before, after: content };
        }),
      );
    },
    gcTime: 0,
  });
  return (
    <Modal open width="min(1200px, 96vw)" title={t('studio.review')} footer={decision} onCancel={onClose}>
      <Typography.Paragraph>
        {person(release.requestedBy)}：{release.comment}
      </Typography.Paragraph>
      {error && <Alert type="error" showIcon message={error.message} />}
      {!data && !error && <Spin />}
      <Flex vertical gap="large">
        {data?.map(({ kind, id, name, title, version, before, after }) => (
          <section key={name} aria-label={name}>
            <Typography.Title level={3} style={{ fontSize: 16 }}>
              {titleOf({ kind, id, title })}{' '}
              <Tag>{version === undefined ? t('studio.notDeployed') : `v${version}`}</Tag>
            </Typography.Title>
            <Difference kind={kind} before={before} after={after} />
          </section>
        ))}
      </Flex>
    </Modal>
  );
}
