import { Link } from 'react-router';
import { usePeople } from '../../components/usePeople';
import type { Entry } from './audit.request';

/** Where in the workplace a thing of the trail is shown, for those kinds that have a page. */
const PAGES: Record<string, (id: string) => string> = {
  case: (id) => `/cases/${id}`,
  article: (id) => `/knowledge/${encodeURIComponent(id)}`,
};

/** What an entry is about: a link where there is a page, a name where it is an account. */
export function AuditSubject({ of: { subjectType, subjectId } }: { of: Entry }) {
  const nameOf = usePeople();
  const page = PAGES[subjectType];
  if (page) return <Link to={page(subjectId)}>{subjectId}</Link>;
  return <>{subjectType === 'account' ? nameOf(subjectId) : subjectId}</>;
}
