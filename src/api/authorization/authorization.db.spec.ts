import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type Api, startApi } from '../../../test/support/database';
import { BriefingsService } from '../../cases/briefings.service';
import { RegistrationsService } from '../../cases/registrations.service';
import { SessionsService } from '../../identity/sessions.service';
import { lets, PEOPLE, type Person, type Position, POSITIONS, reaches } from './page';
import { type Route, routesOf } from './routes';
import { SUBJECTS } from './subjects';

jest.setTimeout(600_000);

const OWN_UNIT = 'chengguan-town';
const OTHER_UNIT = 'heping-town';
/** The unit by which the case was handed down to the body `district`. */
const UNIT_OF_BODY_BELOW = 'district-platform';
const BODIES_OF: Partial<Record<Position, string>> = { 'body below': 'district', 'other body': 'city' };
/** What the API says without the engine, and what it would say with it: the door was open. */
const REFUSED = [401, 403, 404];
const GIVE_UP_MS = 30_000;

/** The smallest body that each of these routes takes, so that it is the subject and not the body that decides. */
const REQUESTS: Record<string, object> = {
  'POST /assignments/:id/attachments': { purpose: 'reply' },
  'POST /cases/:id/attachments': { purpose: 'intake' },
  'POST /assignments/:id/extension': { grounds: '复杂', reason: '需要时间', days: 1, explained: '已解释' },
  'POST /assignments/:id/return': { reason: '不属于', suggestedUnit: OTHER_UNIT, evidence: '三定', leaderOpinion: '' },
  'POST /assignments/:id/second-return': { reason: '新证据' },
  'POST /cases/:id/classification': { urgency: 'urgent' },
  'PUT /cases/:id/hold': { reason: '法院调取' },
  'POST /cases/:id/remarks': { text: '请注意时限' },
  'PUT /cases/:id/statutory-limit': { limit: '10 working days', basis: '某法第一条' },
  'POST /cases/:id/supervision': { ground: 'overdue' },
  'POST /cases/:id/unmerge': { reason: '不是一件事' },
  'POST /cases/:id/urge': {},
};
/** Where the case at hand has nothing of the kind yet, `not-found` says so to whom it belongs as well. */
const NOTHING_YET = ['GET /cases/:id/archive', 'GET /cases/:id/archive/export', 'POST /cases/:id/unmerge'];
/** They end the session that asks, or never end themselves. */
const OWN_SESSION = ['POST /auth/logout'];

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

interface Asked {
  status: number;
  code?: string;
  errors?: { field: string; code: string }[];
}

describe('who may do what', () => {
  let api: Api;
  let database: DataSource;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    api = await startApi();
    database = api.get(DataSource);
    for (const person of PEOPLE) for (const position of POSITIONS) await account(person, position);
  });
  afterAll(() => api?.stop());

  const usernameOf = ({ role, ofUnit }: Person, position: Position): string =>
    `${ofUnit ? 'unit-' : ''}${role}.${position.replace(' ', '-')}`;

  /** An account of the kind in the position, signed in. */
  async function account(person: Person, position: Position): Promise<void> {
    const username = usernameOf(person, position);
    const body = BODIES_OF[position] ?? 'main';
    const unit = person.ofUnit ? (position === 'own unit' ? OWN_UNIT : OTHER_UNIT) : null;
    await database.query(
      `INSERT INTO account (username, name, role, unit, body, password_hash, created_at) VALUES ($1, $1, $2, $3, $4, '', now())`,
      [username, person.role, unit, body],
    );
    tokens.set(username, (await api.get(SessionsService).start(username)).accessToken);
  }

  async function ask(route: Route, path: string, token: string | undefined, body?: object): Promise<Asked> {
    const response = await fetch(`${api.url}${path.startsWith('/health') ? '' : '/api/v1'}${path}`, {
      method: route.method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    if (!/json/.test(response.headers.get('content-type') ?? '')) {
      await response.body?.cancel();
      return { status: response.status };
    }
    const { code, errors } = (await response.json()) as Omit<Asked, 'status'>;
    return { status: response.status, code, errors };
  }

  const pathOf = ({ path }: Route, id: string = randomUUID()): string =>
    path
      .replace(':caseId', id)
      .replace(':id', id)
      .replace(':kind', 'process')
      .replace(':key', '1')
      .replace(':year', '2020')
      .replace(/:\w+/g, 'none');

  describe('by right', () => {
    it.each(PEOPLE.map((person) => [person.column, person] as const))('%s', async (_column, person) => {
      const username = usernameOf(person, person.ofUnit ? 'own unit' : 'own body');
      const wrong: string[] = [];
      for (const route of routesOf()) {
        const token = OWN_SESSION.includes(nameOf(route))
          ? (await api.get(SessionsService).start(username)).accessToken
          : tokens.get(username);
        const { status, code } = await ask(route, pathOf(route), token);
        const open = !(status === 403 && code === 'forbidden') && !(status === 401 && code === 'unauthenticated');
        if (open !== lets(route, person)) wrong.push(`${nameOf(route)}: ${status} ${code ?? ''}`);
      }
      expect(wrong).toEqual([]);
    });

    it('nobody without an account, but where it is public', async () => {
      const wrong: string[] = [];
      for (const route of routesOf()) {
        const { status, code } = await ask(route, pathOf(route), undefined);
        if ((code !== 'unauthenticated') !== (route.access === 'public')) wrong.push(`${nameOf(route)}: ${status}`);
      }
      expect(wrong).toEqual([]);
    });
  });

  describe('by subject', () => {
    let ids: Record<'case' | 'assignment' | 'document' | 'attachment', string>;
    const withSubject = routesOf().filter((route) =>
      ['case', 'own-case', 'assignment', 'own-assignment', 'answered-assignment', 'document', 'attachment'].includes(
        SUBJECTS[nameOf(route)] ?? '',
      ),
    );

    beforeAll(async () => {
      const { id: caseId } = await api
        .get(RegistrationsService)
        .register({ content: '城关镇路灯坏了', channel: 'phone', citizen: { phone: '13900000001' } }, 'agent');
      const assignmentId = randomUUID();
      const insert = (id: string, unit: string): Promise<unknown> =>
        database.query(
          `INSERT INTO assignment (id, case_id, unit, role, status, round, routed_at, body) VALUES ($1, $2, $3, 'lead', 'issued', 1, now(), 'main')`,
          [id, caseId, unit],
        );
      await insert(assignmentId, OWN_UNIT);
      await insert(randomUUID(), UNIT_OF_BODY_BELOW);
      const { documentId } = await api.get(BriefingsService).issueBriefing('briefing', caseId);
      const attachmentId = randomUUID();
      await database.query(
        `INSERT INTO attachment (id, case_id, assignment_id, purpose, kind, name, media_type, bytes, sha256, file, scanned_by, uploaded_by, uploaded_at)
         VALUES ($1, $2, $3, 'reply', 'picture', 'a.png', 'image/png', 1, '', 'none', 'none', 'agent', now())`,
        [attachmentId, caseId, assignmentId],
      );
      ids = { case: caseId, assignment: assignmentId, document: documentId, attachment: attachmentId };
    });

    /** Everything that could have been changed, as one text. */
    const written = async (): Promise<string> => {
      const rows: { all: string }[] = await database.query(
        `SELECT concat((SELECT json_agg(c ORDER BY c.id) FROM hotline_case c), (SELECT count(*) FROM case_event),
           (SELECT json_agg(a ORDER BY a.id) FROM assignment a), (SELECT count(*) FROM attachment),
           (SELECT count(*) FROM return_request), (SELECT count(*) FROM extension_request), (SELECT count(*) FROM engine_outbox)) AS all`,
      );
      return rows[0]!.all;
    };

    const subjectOf = (route: Route): string => SUBJECTS[nameOf(route)]!;
    const idFor = (route: Route): string => ids[subjectOf(route).replace(/^(own|answered)-/, '') as keyof typeof ids];
    const bodyOf = (route: Route): object | undefined =>
      nameOf(route) === 'POST /cases/:id/merge'
        ? { mainCaseId: ids.case, reason: '同一件事' }
        : REQUESTS[nameOf(route)];

    it.each(withSubject.map((route) => [nameOf(route), route] as const))('%s', async (name, route) => {
      const wrong: string[] = [];
      for (const person of PEOPLE.filter((one) => lets(route, one))) {
        for (const position of POSITIONS.filter((one) => one.endsWith('unit') === person.ofUnit)) {
          const theirs = reaches(SUBJECTS[name]!, position);
          const before = theirs ? '' : await written();
          const token = tokens.get(usernameOf(person, position));
          const { status, code } = await ask(route, pathOf(route, idFor(route)), token, bodyOf(route));
          const open = theirs && NOTHING_YET.includes(name) ? ![401, 403].includes(status) : !REFUSED.includes(status);
          const kept = theirs || (await written()) === before;
          if (open !== theirs || !kept)
            wrong.push(`${person.column} of ${position}: ${status} ${code ?? ''} ${kept ? '' : 'changed it'}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it('a body with a member that it does not have is refused wherever there is one', async () => {
      const wrong: string[] = [];
      for (const route of routesOf().filter(({ body, access }) => body !== undefined && access !== 'public')) {
        const person = PEOPLE.find((one) => lets(route, one))!;
        const token = tokens.get(usernameOf(person, person.ofUnit ? 'own unit' : 'own body'));
        const body = { ...bodyOf(route), role: 'admin', isAdmin: true };
        const { status, errors = [] } = await ask(route, pathOf(route, ids.case), token, body);
        const named = errors.some(
          ({ field, code }) => ['role', 'isAdmin'].includes(field) && code === 'whitelistValidation',
        );
        if (status !== 400 || !named) wrong.push(`${nameOf(route)}: ${status} ${JSON.stringify(errors)}`);
      }
      expect(wrong).toEqual([]);
    });
  });
});
