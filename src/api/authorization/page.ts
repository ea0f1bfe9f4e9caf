import { may } from '../../identity/permissions';
import type { Principal } from '../../identity/principal';
import { type Route, routesOf } from './routes';
import { SUBJECTS, type Subject } from './subjects';

/** A kind of person, as a column of the page: a role, of the hotline or of a unit. */
export interface Person extends Pick<Principal, 'role'> {
  column: string;
  ofUnit: boolean;
}

/** Everybody who can have an account. */
export const PEOPLE: readonly Person[] = [
  { column: 'agent', role: 'agent', ofUnit: false },
  { column: 'supervisor', role: 'supervisor', ofUnit: false },
  { column: 'leader', role: 'leader', ofUnit: false },
  { column: 'oversight', role: 'oversight', ofUnit: false },
  { column: 'admin', role: 'admin', ofUnit: false },
  { column: 'process-owner', role: 'process-owner', ofUnit: false },
  { column: 'media', role: 'media', ofUnit: false },
  { column: "unit's handler", role: 'handler', ofUnit: true },
  { column: "unit's reviewer", role: 'reviewer', ofUnit: true },
  { column: "unit's leader", role: 'leader', ofUnit: true },
];

/** Does the route let the person through, whatever the subject? */
export function lets({ access }: Pick<Route, 'access'>, { role, ofUnit }: Person): boolean {
  if (access === 'public' || access === 'signed-in') return true;
  return access !== undefined && may({ role, unit: ofUnit ? 'some-unit' : null }, access);
}

/** Where people stand to a case; `body below` is one that it was handed down to (D6 第五条). The rule that the routes are tested against. */
export const POSITIONS = ['own body', 'body below', 'other body', 'own unit', 'other unit'] as const;
export type Position = (typeof POSITIONS)[number];

/** Does a subject belong to somebody in that position? Undefined where that is no question of body and unit. */
export function reaches(subject: Subject, position: Position): boolean | undefined {
  if (['task', 'account', 'citizen', 'installation'].includes(subject)) return undefined;
  if (subject === 'answered-assignment') return position === 'own unit';
  if (subject === 'own-case' || subject === 'own-assignment' || subject === 'body') return position === 'own body';
  return !position.startsWith('other');
}

const TOLD: Record<Subject, string> = {
  case: "the case's body, a body it was handed down to, units with a part in it",
  'own-case': "the case's own body",
  assignment: "the case's body, a body it was handed down to, the assignment's unit",
  'own-assignment': 'the body that issued it',
  'answered-assignment': 'its unit, or the sub-platform that it was handed down to',
  document: 'as its case',
  attachment: 'as its case',
  task: 'the groups and people that the engine offers it to',
  body: 'its hotline body',
  account: 'its account',
  citizen: 'whoever knows number and code, or the token',
  installation: 'everybody with the right',
};

/** docs/authorization.md, from the decorators, the rights and the subjects. */
export function authorizationPage(): string {
  const rows = routesOf().map((route) => [
    `${route.method} ${route.path}`,
    route.access ?? '',
    SUBJECTS[`${route.method} ${route.path}`] ?? '',
    ...PEOPLE.map((person) => (lets(route, person) ? '✓' : '')),
  ]);
  return [
    '# Who may do what',
    '',
    'Made by `npx hotline authorization` from the controllers, the rights (`src/identity/permissions.ts`) and the subjects',
    '(`src/api/authorization/subjects.ts`); a test compares it with them, and tries every cell against the running API. `public` needs no',
    'account, `signed-in` any. Whoever lacks the right gets 403; to whom the subject does not belong it is not there (404).',
    '',
    ...table(['subject', 'belongs to'], Object.entries(TOLD)),
    '',
    ...table(['route', 'right', 'subject', ...PEOPLE.map(({ column }) => column)], rows),
    '',
  ].join('\n');
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
