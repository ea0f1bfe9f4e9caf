import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskRow } from '../../api/types';

/** Where that is shown which a task is about and which is of no case. */
const PAGES = { hotspot: '/hotspots', 'annual-report': '/kpi' };

/** What a task is about, as a link: its case, or the hot spot or the report that it is for. */
export function TaskMatter({ of: { caseId, caseNumber, caseTitle, about } }: { of: TaskRow }) {
  const { t } = useTranslation();
  if (caseId)
    return (
      <Link to={`/cases/${caseId}`}>
        {caseNumber} {caseTitle}
      </Link>
    );
  return about && <Link to={PAGES[about.kind]}>{t(`task.about.${about.kind}`, { title: about.title })}</Link>;
}
