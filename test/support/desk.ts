import { DemoClient, Refused } from '../../src/demo/client';
import type { RunningApp } from './system';

/** A picture of one dot. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

export interface Registered {
  id: string;
  number: string;
  queryCode: string;
}

export interface AssignmentView {
  id: string;
  unit: string;
  role: string;
  status: string;
  issuedAt: string;
  returnDue: string;
  handlingDue: string;
  deemedAcceptedAt: string | null;
  phonedAt: string | null;
}

export interface CaseView {
  id: string;
  stage: string;
  answer: string | null;
  assignments: AssignmentView[];
  history: { type: string; actor: string; data: Record<string, unknown> }[];
}

interface OpenTask {
  key: string;
  elementId: string;
  candidateGroups: string[];
  assignmentId?: string;
}

const LOOK_AGAIN_MS = 200;

/** The people of a test at their desks: what they do goes through the REST API and waits until the process is there. */
export class Desk {
  readonly people: DemoClient;

  constructor(
    app: RunningApp,
    private readonly patienceMs = 150_000,
  ) {
    this.people = new DemoClient(app.url, app.demoPassword);
  }

  register(content: string, more: Record<string, unknown> = {}): Promise<Registered> {
    return this.people.post('agent', '/cases', { content, channel: 'phone', ...more });
  }

  view(caseId: string): Promise<CaseView> {
    return this.people.get('supervisor', `/cases/${caseId}`);
  }

  /** Looks again until the case is as a test expects it. */
  async until(caseId: string, what: string, holds: (view: CaseView) => boolean): Promise<CaseView> {
    return this.wait(what, async () => {
      const view = await this.view(caseId);
      return holds(view) ? view : undefined;
    });
  }

  /** The open task of an element of a case, for whoever's it is; of one unit if that is named. */
  task(caseId: string, elementId: string, unit?: string): Promise<OpenTask> {
    return this.wait(`task ${elementId}${unit ? ` of ${unit}` : ''}`, async () => {
      const tasks = await this.people.get<OpenTask[]>('supervisor', `/cases/${caseId}/tasks`);
      return tasks.find(
        (task) =>
          task.elementId === elementId &&
          (!unit || task.candidateGroups.some((group) => group.split(':').includes(unit))),
      );
    });
  }

  /** Completes the open task of an element as somebody whose it is. */
  async does(caseId: string, elementId: string, values: Record<string, unknown>, unit?: string): Promise<void> {
    const task = await this.task(caseId, elementId, unit);
    await this.people.post(accountOf(task.candidateGroups), `/tasks/${task.key}/complete`, { values });
  }

  /** The first task after classification, which a person does, with these facts, where the machine is not sure. */
  async classified(caseId: string, facts: Record<string, unknown> = {}): Promise<string> {
    const next = (but?: string): Promise<string> =>
      this.wait('a task', async () => {
        const tasks = await this.people.get<OpenTask[]>('supervisor', `/cases/${caseId}/tasks`);
        return tasks.find(({ elementId }) => elementId !== but)?.elementId;
      });
    const first = await next();
    if (first !== 'classify-manually') return first;
    await this.does(caseId, 'classify-manually', {
      caseType: 'complain',
      category: 'civilised-city',
      urgency: 'normal',
      responseLevel: 'general',
      hot: false,
      major: false,
      answerable: false,
      ...facts,
    });
    return next('classify-manually');
  }

  /** The unit signs in, handles and has its result reviewed. */
  async handles(caseId: string, unit: string, more: Record<string, unknown> = {}): Promise<void> {
    const handledAt = new Date().toISOString();
    const result = {
      handlingUnit: unit,
      handledAt,
      course: '接单后即到现场核实，并与诉求人取得联系。',
      result: '经核实问题已处理完毕，感谢您的理解与支持。',
      solved: true,
      ...more,
    };
    await this.does(caseId, 'handle', result, unit);
    await this.does(caseId, 'review-result', { approved: true }, unit);
    await this.does(caseId, 'audit-reply', { auditPassed: true });
  }

  /** The code and what else a refusal says; an error when it was not refused. */
  refusal(act: Promise<unknown>): Promise<Refused> {
    return act.then(
      () => Promise.reject(new Error('was not refused')),
      (error: unknown) => (error instanceof Refused ? error : Promise.reject(error as Error)),
    );
  }

  /** The leader-signed opinion attached to an assignment: its id. */
  async signedOpinion(unit: string, assignmentId: string): Promise<string> {
    const { id } = await this.people.upload<{ id: string }>(
      `${unit}-handler`,
      `/assignments/${assignmentId}/attachments`,
      { purpose: 'leader-opinion', name: '领导签署意见.png', content: PICTURE },
    );
    return id;
  }

  async wait<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const until = Date.now() + this.patienceMs; Date.now() < until;) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    throw new Error(`${what}: not there`);
  }
}

/** The demo account that works for a group (docs/processes.md, Groups). */
export function accountOf(groups: string[]): string {
  const [kind, unit, role] = groups[0]!.split(':');
  if (kind === 'user') return unit!;
  if (kind === 'body') return `${unit}-${role}`;
  return kind === 'unit' ? `${unit}-${role ?? 'handler'}` : kind!;
}
