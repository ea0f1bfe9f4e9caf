import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Modal, Result, Space, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MigrateDialog } from './MigrateDialog';
import {
  checkFiles,
  type File,
  getDraft,
  listDefinitions,
  listReleases,
  listResources,
  release,
  type Resource,
} from './studio.request';

interface Props {
  resource: Resource;
  file: File;
  comment?: string;
  onClose: () => void;
  onDone: () => void;
}

/** Deploys with a comment, together with other drafts if wanted, after the engine said that it takes them; then offers to migrate. */
export function DeployDialog({ resource, file, comment, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [together, setTogether] = useState<string[]>([]);
  const [migrating, setMigrating] = useState(false);
  const others = useQuery({
    queryKey: ['studio', 'other-drafts'],
    queryFn: async () =>
      (await listResources()).filter((item) => item.draft && (item.kind !== resource.kind || item.id !== resource.id)),
  });
  const files = useQuery({
    queryKey: ['studio', 'deploy-files', file.content, together],
    queryFn: async () => {
      const drafts = (others.data ?? []).filter(({ kind, id }) => together.includes(`${kind}:${id}`));
      const found = await Promise.all(drafts.map(({ kind, id }) => getDraft(kind, id)));
      return [file, ...found.flatMap((draft) => (draft ? [{ name: draft.name, content: draft.content }] : []))];
    },
  });
  const check = useQuery({
    queryKey: ['studio', 'check', files.data],
    queryFn: () => checkFiles(files.data!),
    enabled: files.data !== undefined,
    retry: false,
    gcTime: 0,
  });
  const deploy = useMutation({ mutationFn: release });
  const releases = useQuery({ queryKey: ['studio', 'releases'], queryFn: listReleases });
  const running = useQuery({
    queryKey: ['studio', 'running', resource.id],
    queryFn: async () => (await listDefinitions()).filter(({ id, active }) => id === resource.id && active > 0),
    enabled: deploy.data?.status === 'deployed' && resource.kind === 'process',
    gcTime: 0,
  });
  const newest = deploy.data?.resources.find(({ name }) => name === file.name)?.version;
  const older = (running.data ?? []).filter(({ version }) => version !== newest);
  if (migrating) return <MigrateDialog processId={resource.id} onClose={onDone} />;
  return (
    <Modal open title={t('studio.deploy')} footer={null} onCancel={deploy.data ? onDone : onClose} destroyOnHidden>
      {deploy.data ? (
        <Result
          status={deploy.data.status === 'deployed' ? 'success' : 'info'}
          title={t(deploy.data.status === 'deployed' ? 'studio.deployed' : 'studio.awaitsOther', { version: newest })}
          subTitle={
            older.length > 0 && t('studio.stillRunning', { count: older.reduce((sum, { active }) => sum + active, 0) })
          }
          extra={
            <Space>
              {older.length > 0 && <Button onClick={() => setMigrating(true)}>{t('studio.migrate')}</Button>}
              <Button type="primary" onClick={onDone}>
                {t('studio.finish')}
              </Button>
            </Space>
          }
        />
      ) : (
        <Form
          layout="vertical"
          initialValues={{ comment }}
          onFinish={({ comment: why }: { comment: string }) =>
            deploy.mutate({ resources: files.data ?? [file], comment: why })
          }
        >
          {others.data && others.data.length > 0 && (
            <Form.Item label={t('studio.together')}>
              <Checkbox.Group
                value={together}
                onChange={setTogether}
                options={others.data.map(({ kind, id, name }) => ({ value: `${kind}:${id}`, label: name }))}
              />
            </Form.Item>
          )}
          <Form.Item name="comment" label={t('studio.comment')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={2000} />
          </Form.Item>
          <div role="status" style={{ marginBottom: 16 }}>
            {check.isFetching ? (
              <Space>
                <Spin size="small" /> {t('studio.checking')}
              </Space>
            ) : check.data ? (
              <Alert type="error" showIcon message={t('studio.wouldRefuse')} description={check.data} />
            ) : check.error ? (
              <Alert type="error" showIcon message={check.error.message} />
            ) : (
              check.isSuccess && <Alert type="success" showIcon message={t('studio.wouldTake')} />
            )}
          </div>
          {releases.data?.needsSecondPerson && (
            <Alert type="info" showIcon message={t('studio.twoPersons')} style={{ marginBottom: 16 }} />
          )}
          {deploy.error && <Alert type="error" showIcon message={deploy.error.message} style={{ marginBottom: 16 }} />}
          <Button type="primary" htmlType="submit" loading={deploy.isPending} disabled={Boolean(check.data)}>
            {t('studio.deploy')}
          </Button>
        </Form>
      )}
    </Modal>
  );
}
