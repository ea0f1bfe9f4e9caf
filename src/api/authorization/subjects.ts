/**
 * What a route's parameter names, and so whom it is kept from beside those without the right:
 * - `case`: hotline staff of the case's body or of a body that it was handed down to, and units with a part in it;
 * - `own-case`: the same, but a body changes what is its own only;
 * - `assignment`, `document`, `attachment`: as the case, an assignment's own unit only;
 * - `own-assignment`: the body that issued it only;
 * - `answered-assignment`: who answers for it only, its unit or the sub-platform that it was handed down to;
 * - `task`: the groups that the engine offers it to;
 * - `body`: what belongs to one hotline body;
 * - `account`: what belongs to one account;
 * - `citizen`: whoever knows number and code, or a token;
 * - `installation`: everybody with the right.
 */
export type Subject =
  | 'case'
  | 'own-case'
  | 'assignment'
  | 'own-assignment'
  | 'answered-assignment'
  | 'document'
  | 'attachment'
  | 'task'
  | 'body'
  | 'account'
  | 'citizen'
  | 'installation';

/** By method and path; a spec compares it with the routes, so that no new one is forgotten. */
export const SUBJECTS: Readonly<Record<string, Subject>> = {
  'GET /articles/:code': 'installation',
  'PUT /articles/:code': 'installation',
  'POST /articles/:code/approve': 'installation',
  'POST /articles/:code/reject': 'installation',
  'POST /articles/:code/submit': 'installation',
  'POST /articles/:code/withdraw': 'installation',
  'POST /assignments/:id/attachments': 'assignment',
  'POST /assignments/:id/extension': 'answered-assignment',
  'GET /assignments/:id/requests': 'assignment',
  'POST /assignments/:id/return': 'answered-assignment',
  'GET /assignments/:id/rules': 'assignment',
  'POST /assignments/:id/second-return': 'own-assignment',
  'GET /attachments/:id': 'attachment',
  'GET /board/cases/:id/supervisions': 'case',
  'GET /cases/:id': 'case',
  'GET /cases/:id/archive': 'case',
  'GET /cases/:id/archive/export': 'case',
  'GET /cases/:id/attachments': 'case',
  'POST /cases/:id/attachments': 'case',
  'POST /cases/:id/classification': 'own-case',
  'GET /cases/:id/documents': 'case',
  'DELETE /cases/:id/hold': 'own-case',
  'PUT /cases/:id/hold': 'own-case',
  'POST /cases/:id/merge': 'own-case',
  'GET /cases/:id/merges': 'case',
  'GET /cases/:id/negotiations': 'case',
  'GET /cases/:id/path': 'case',
  'GET /cases/:id/path/:key': 'case',
  'POST /cases/:id/remarks': 'case',
  'GET /cases/:id/revisits': 'case',
  'GET /cases/:id/similar': 'case',
  'PUT /cases/:id/statutory-limit': 'own-case',
  'GET /cases/:id/supervision': 'case',
  'POST /cases/:id/supervision': 'own-case',
  'GET /cases/:id/tasks': 'case',
  'POST /cases/:id/unmerge': 'own-case',
  'POST /cases/:id/urge': 'case',
  'GET /channels/:channel': 'installation',
  'POST /channels/:channel': 'installation',
  'GET /classification/models/:id/comparison': 'installation',
  'POST /classification/models/:id/activation': 'installation',
  'GET /documents/:id': 'document',
  'GET /hotspots/matters/:id/cases': 'body',
  'POST /kpi/exclusions/:id/withdrawal': 'body',
  'POST /media/articles/:id/case': 'body',
  'POST /messages/:id/invalid': 'body',
  'POST /messages/:id/reply': 'body',
  'GET /monitor/batches/:key': 'installation',
  'POST /monitor/batches/:key/stop': 'installation',
  'GET /monitor/definitions/:key/diagram': 'installation',
  'POST /monitor/incidents/:key/retry': 'installation',
  'POST /monitor/instances/:key/cancel': 'installation',
  'POST /monitor/instances/:key/migrate': 'installation',
  'POST /monitor/instances/:key/modify': 'installation',
  'POST /monitor/instances/:key/variables': 'installation',
  'POST /monitor/search/:kind': 'installation',
  'POST /public/attachments/:id': 'citizen',
  'POST /public/surveys/:token': 'citizen',
  'GET /replies/help/:caseId': 'case',
  'GET /reports/annual/:year/document': 'body',
  'GET /reports/annual/:year/preview': 'body',
  'POST /staff-complaints/:id/decision': 'body',
  'DELETE /studio/drafts/:kind/:id': 'installation',
  'GET /studio/drafts/:kind/:id': 'installation',
  'PUT /studio/drafts/:kind/:id': 'installation',
  'GET /studio/releases/:id/files': 'installation',
  'POST /studio/releases/:id/approve': 'installation',
  'POST /studio/releases/:id/reject': 'installation',
  'GET /studio/resources/:kind/:id/content': 'installation',
  'DELETE /tasks/filters/:id': 'account',
  'GET /tasks/:key': 'task',
  'GET /tasks/:key/background': 'task',
  'POST /tasks/:key/claim': 'task',
  'POST /tasks/:key/complete': 'task',
  'POST /tasks/:key/delegate': 'task',
  'POST /tasks/:key/release': 'task',
};
