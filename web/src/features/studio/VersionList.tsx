import { Button, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { DeployDialog } from './DeployDialog';
import { Difference } from './Difference';
import { MigrateDialog } from './MigrateDialog';
import { type File, getContent, type Resource, type Version } from './studio.request';

/** The versions of a resource: compare one with the newest, deploy it again, move running cases. */
export function VersionList({ resource, onDone }: { resource: Resource; onDone: () => void }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const person = usePeople();
  const { kind, id, name, versions } = resource;
  const newest = versions[0]?.version;
  const [compared, setCompared] = useState<{ before: string; after: string; version: number } | null>(null);
  const [back, setBack] = useState<{ file: File; version: number } | null>(null);
  const [migrating, setMigrating] = useState(false);
  const compare = async (version: number) => {
    const [before, after] = await Promise.all([getContent(kind, id, version), getContent(kind, id, newest!)]);
    setCompared({ before, after, version });
  };
  const rollBack = async (version: number) =>
    setBack({ file: { name, content: await getContent(kind, id, version) }, version });
  const columns: TableColumnsType<Version> = [
    { title: t('studio.version'), dataIndex: 'version', render: (version: number) => `v${version}` },
    { title: t('studio.deployedAt'), dataIndex: 'deployedAt', render: time },
    { title: t('studio.by'), dataIndex: 'by', render: person },
    { title: t('studio.comment'), dataIndex: 'comment' },
    {
      title: '',
      render: (_, { version }) =>
        version !== newest && (
          <Space>
            <Button size="small" onClick={() => void compare(version)}>
              {t('studio.compareNewest')}
            </Button>
            <Button size="small" onClick={() => void rollBack(version)}>
              {t('studio.rollBack')}
            </Button>
          </Space>
        ),
    },
  ];
  return (
    <>
      {kind === 'process' && versions.length > 1 && (
        <Button style={{ marginBottom: 12 }} onClick={() => setMigrating(true)}>
          {t('studio.migrate')}
        </Button>
      )}
      <Table<Version> rowKey="version" size="middle" columns={columns} dataSource={versions} pagination={false} />
      {compared && (
        <div style={{ marginTop: 16 }}>
          <h3>{t('studio.comparing', { from: compared.version, to: newest })}</h3>
          <Difference kind={kind} before={compared.before} after={compared.after} />
        </div>
      )}
      {back && (
        <DeployDialog
          resource={resource}
          file={back.file}
          comment={t('studio.rollBackTo', { version: back.version })}
          onClose={() => setBack(null)}
          onDone={() => {
            setBack(null);
            onDone();
          }}
        />
      )}
      {migrating && <MigrateDialog processId={id} onClose={() => setMigrating(false)} />}
    </>
  );
}
