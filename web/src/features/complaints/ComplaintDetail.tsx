import { Descriptions, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import type { Complaint } from './complaints.request';
import { Verdict } from './Verdict';

const LINES = { whiteSpace: 'pre-wrap' } as const;

/** A complaint with its decision. */
export function ComplaintDetail({ complaint, onClose }: { complaint: Complaint | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const nameOf = usePeople();
  const items = complaint
    ? [
        { key: 'stage', label: t('complaints.stage'), children: t(`complaints.stages.${complaint.stage}`) },
        { key: 'aspect', label: t('complaints.aspect'), children: t(`complaints.aspects.${complaint.aspect}`) },
        { key: 'about', label: t('complaints.about'), children: nameOf(complaint.about) },
        { key: 'content', label: t('complaints.content'), children: <span style={LINES}>{complaint.content}</span> },
        {
          key: 'case',
          label: t('media.case'),
          children: complaint.caseId && <Link to={`/cases/${complaint.caseId}`}>{t('media.open')}</Link>,
        },
        {
          key: 'recorded',
          label: t('complaints.recordedBy'),
          children: `${nameOf(complaint.recordedBy)} ${time(complaint.recordedAt)}`,
        },
        { key: 'state', label: t('complaints.state'), children: <Verdict of={complaint} /> },
        {
          key: 'decided',
          label: t('complaints.decidedBy'),
          children: complaint.decidedBy && `${nameOf(complaint.decidedBy)} ${time(complaint.decidedAt)}`,
        },
        {
          key: 'comment',
          label: t('complaints.comment'),
          children: complaint.comment && <span style={LINES}>{complaint.comment}</span>,
        },
      ]
    : [];
  return (
    <Drawer open={complaint !== null} onClose={onClose} title={t('complaints.one')} width="min(560px, 100vw)">
      <Descriptions bordered size="small" column={1} items={items.filter(({ children }) => children)} />
    </Drawer>
  );
}
