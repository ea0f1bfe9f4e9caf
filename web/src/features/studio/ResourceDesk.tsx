import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Popconfirm, Space, Tabs, Tag, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWords } from '../../components/words';
import { DeployDialog } from './DeployDialog';
import { Difference } from './Difference';
import { discardDraft, type Draft, type Resource } from './studio.request';
import { TrialPanel } from './TrialPanel';
import { useDraft } from './useDraft';
import { useTitle } from './useTitle';
import { VersionList } from './VersionList';

const DiagramEditor = lazy(async () => ({ default: (await import('./DiagramEditor')).DiagramEditor }));
const TableEditor = lazy(async () => ({ default: (await import('./TableEditor')).TableEditor }));
const FormSchemaEditor = lazy(async () => ({ default: (await import('./FormSchemaEditor')).FormSchemaEditor }));

interface Props {
  resource: Resource;
  deployed: string | null;
  draft: Draft | null;
  content: string;
  templates: object[];
}

/** One diagram, table or form from idea to running: edit, try, compare, deploy, migrate, roll back. */
export function ResourceDesk({ resource, deployed, draft: found, content: initial, templates }: Props) {
  const { t } = useTranslation();
  const { time } = useWords();
  const queries = useQueryClient();
  const [tab, setTab] = useState('edit');
  const [deploying, setDeploying] = useState(false);
  const titleOf = useTitle();
  const { kind, id, name } = resource;
  const newest = resource.versions[0]?.version ?? null;
  const draft = useDraft({ kind, id, name, baseVersion: found?.baseVersion ?? newest, draft: found, content: initial });
  const reload = () => queries.resetQueries({ queryKey: ['studio'] });
  const file = { name, content: draft.content };
  const discard = async () => {
    await discardDraft({ kind, id });
    await reload();
  };
  const Editor =
    kind === 'process' ? (
      <DiagramEditor content={initial} templates={templates} onChange={draft.change} />
    ) : kind === 'decision' ? (
      <TableEditor content={initial} onChange={draft.change} />
    ) : (
      <FormSchemaEditor content={initial} onChange={draft.change} />
    );
  const changed = draft.content !== deployed;
  return (
    <Card
      title={
        <Flex gap="small" align="center" wrap>
          <Link to="/studio">{t('studio.title')}</Link> / {titleOf(resource)}
          <Tag>{newest ? `v${newest}` : t('studio.notDeployed')}</Tag>
          <Typography.Text type="secondary" role="status" style={{ fontWeight: 'normal' }}>
            {draft.savedAt ? t('studio.savedAt', { at: time(draft.savedAt) }) : t('studio.unchanged')}
          </Typography.Text>
        </Flex>
      }
      extra={
        <Space>
          {draft.savedAt && (
            <Popconfirm title={t('studio.discardAsk')} onConfirm={discard}>
              <Button>{t('studio.discard')}</Button>
            </Popconfirm>
          )}
          <Button type="primary" disabled={!changed} onClick={() => setDeploying(true)}>
            {t('studio.deploy')}
          </Button>
        </Space>
      }
    >
      {draft.error && (
        <Alert
          type="error"
          showIcon
          message={draft.error}
          action={<Button onClick={() => void reload()}>{t('studio.loadTheirs')}</Button>}
          style={{ marginBottom: 12 }}
        />
      )}
      {found && found.baseVersion !== newest && (
        <Alert
          type="warning"
          showIcon
          message={t('studio.newerDeployed', { base: found.baseVersion ?? '–', newest })}
          style={{ marginBottom: 12 }}
        />
      )}
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'edit',
            label: t('studio.edit'),
            forceRender: true,
            children: <Suspense>{Editor}</Suspense>,
          },
          {
            key: 'trial',
            label: t('studio.trial'),
            children: <TrialPanel kind={kind} file={file} />,
          },
          {
            key: 'difference',
            label: t('studio.difference'),
            disabled: !deployed,
            children: tab === 'difference' && deployed && (
              <Difference kind={kind} before={deployed} after={draft.content} />
            ),
          },
          {
            key: 'versions',
            label: t('studio.versions'),
            children: tab === 'versions' && <VersionList resource={resource} onDone={reload} />,
          },
        ]}
      />
      {deploying && (
        <DeployDialog
          resource={resource}
          file={file}
          onClose={() => setDeploying(false)}
          onDone={() => {
            setDeploying(false);
            void reload();
          }}
        />
      )}
    </Card>
  );
}
