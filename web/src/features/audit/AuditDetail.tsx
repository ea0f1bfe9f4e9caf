import { Descriptions, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { AuditSubject } from './AuditSubject';
import type { Entry } from './audit.request';

/** A line of the trail with everything that was written down. */
export function AuditDetail({ entry, onClose }: { entry: Entry | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const nameOf = usePeople();
  return (
    <Drawer open={entry !== null} onClose={onClose} title={t('audit.one')} width="min(560px, 100vw)">
      {entry && (
        <Descriptions
          bordered
          size="small"
          column={1}
          items={[
            { key: 'at', label: t('audit.at'), children: time(entry.at) },
            { key: 'actor', label: t('audit.actor'), children: `${nameOf(entry.actor)} (${entry.actor})` },
            { key: 'action', label: t('audit.action'), children: word('auditAction', entry.action) },
            { key: 'kind', label: t('audit.subjectType'), children: word('auditSubject', entry.subjectType) },
            { key: 'subject', label: t('audit.subject'), children: <AuditSubject of={entry} /> },
            {
              key: 'data',
              label: t('audit.data'),
              children: (
                <pre style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {JSON.stringify(entry.data, null, 2)}
                </pre>
              ),
            },
          ]}
        />
      )}
    </Drawer>
  );
}
