import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DemoClient, Refused } from './client';
import { type CaseMemory, entriesFor } from './plots';
import { Providers, type ProviderSecrets, type Registered } from './providers';
import type { Sample } from './samples';

/** What a demonstration is given. */
export interface DemoOptions {
  address: string;
  password: string;
  samples: Sample[];
  cases: number;
  /** Cases that people work on at the same time. */
  concurrency: number;
  /** Milliseconds after which a case that does not move on is given up. */
  patienceMs: number;
  /** Without them nobody calls and text messages are taken down by an agent. */
  secrets?: ProviderSecrets;
  /** Telephone calls of the last month that are made up beside those of the cases. */
  calls?: number;
  /** Called when a case has come to its end, or was given up. */
  onEnd: (done: number) => void;
}

/** What came of it. */
export interface DemoResult {
  cases: number;
  archived: number;
  answered: number;
  transferred: number;
  escalated: number;
  redone: number;
  /** User tasks that were completed. */
  tasks: number;
  /** Numbers of the cases that did not move on, and lines that the system refused. */
  stuck: string[];
  /** Telephone calls that were told of. */
  calls: number;
  /** How many cases went which way: type and disposal. */
  ways: Record<string, number>;
  seconds: number;
}

interface OpenTask {
  key: string;
  elementId: string;
  candidateGroups: string[];
  assignmentId?: string;
}

interface CaseState {
  stage: string;
  caseType: string | null;
  disposal: string | null;
  round: number;
  history: { type: string }[];
}

const LOOK_AGAIN_MS = 300;
/** The form was filled in before the system's clock was set back (`npm run chaos` does): it is opened again. */
const CLOCK_SET_BACK = 'reply-time-in-future';
/** Refusals of what was done meanwhile: by a colleague, by the engine, or by oneself, when only the answer was lost. */
const MEANWHILE = [
  'task-not-open',
  'not-found',
  'survey-closed',
  'assignment-not-open',
  'extension-already-requested',
  'return-already-requested',
  'case-closed',
];
/** A picture of one dot stands for the signed page. */
const SIGNED_OPINION = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Registers messages as cases and plays everybody who works on them, through the REST API only, until each case is
 * archived. Safe against a system that is killed meanwhile: what was not answered is asked again.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const client = new DemoClient(options.address, options.password);
  const run = randomUUID();
  const since = Date.now();
  const result: DemoResult = {
    cases: options.cases,
    archived: 0,
    answered: 0,
    transferred: 0,
    escalated: 0,
    redone: 0,
    tasks: 0,
    calls: 0,
    stuck: [],
    ways: {},
    seconds: 0,
  };
  const providers = new Providers(client, run, options.secrets ?? {});
  await providers.playMonth(options.calls ?? 0, options.concurrency);
  let ended = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < options.cases) {
      const index = next++;
      const sample = options.samples[index % options.samples.length]!;
      const { plot, ...message } = anotherCitizen(sample, Math.floor(index / options.samples.length));
      const registered = await providers.register(index, message);
      // a survey is answered by the code, which of a text message only the citizen is told
      const memory: CaseMemory = { plot, revisits: 0, bySurvey: index % 3 === 0 && registered.queryCode !== '' };
      const end = await playCase(client, registered, memory, result, options.patienceMs);
      if (end) note(result, end);
      else result.stuck.push(registered.number);
      options.onEnd(++ended);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, options.cases) }, worker));
  result.calls = providers.calls;
  result.seconds = Math.round((Date.now() - since) / 100) / 10;
  return result;
}

/** A message that comes round again is somebody else's: the same citizen and matter would be one case. */
function anotherCitizen(sample: Sample, round: number): Sample {
  const phone = sample.citizen?.phone;
  if (!phone || round === 0) return sample;
  const digits = String(Number(phone.replace(/\D/g, '')) + round * 1000);
  return { ...sample, citizen: { ...sample.citizen, phone: digits } };
}

/** Counts where a case that is archived went. */
function note(result: DemoResult, { caseType, disposal, round, history }: CaseState): void {
  result.archived += 1;
  if (history.some(({ type }) => type === 'briefing-issued')) result.escalated += 1;
  else if (disposal === 'answer') result.answered += 1;
  else result.transferred += 1;
  if (round > 1) result.redone += 1;
  const way = `${caseType} → ${disposal}`;
  result.ways[way] = (result.ways[way] ?? 0) + 1;
}

/** Works on one case until it is archived, and gives what became of it; undefined when it does not move on. */
export async function playCase(
  client: DemoClient,
  registered: Registered,
  memory: CaseMemory,
  result: { tasks: number },
  patienceMs: number,
): Promise<CaseState | undefined> {
  const caseId = registered.id;
  const asked = new Set<string>();
  let moved = Date.now();
  for (;;) {
    const tasks = await client.get<OpenTask[]>('supervisor', `/cases/${caseId}/tasks`);
    let done = 0;
    for (const task of tasks) done += (await work(client, registered, task, memory, asked)) ? 1 : 0;
    result.tasks += done;
    if (done > 0) {
      moved = Date.now();
      continue;
    }
    if (tasks.length === 0) {
      const state = await client.get<CaseState>('supervisor', `/cases/${caseId}`);
      if (state.stage === 'archived') return state;
    }
    if (Date.now() - moved > patienceMs) return undefined;
    await wait(LOOK_AGAIN_MS);
  }
}

/** Does one task as somebody whose task it is; what a colleague or the engine was faster with is no error. */
async function work(
  client: DemoClient,
  registered: Registered,
  task: OpenTask,
  memory: CaseMemory,
  asked: Set<string>,
): Promise<boolean> {
  const username = accountOf(task.candidateGroups);
  if (!username) return false;
  try {
    await askAround(client, registered.id, task, memory, asked);
    if (task.elementId === 'handle' && asked.has(`wait:${task.key}`)) return false;
    const detail = await client.get<{ elementId: string; values: Record<string, unknown> }>(
      username,
      `/tasks/${task.key}`,
    );
    const values = entriesFor(detail, memory);
    if (!values) return false;
    if (task.elementId === 'revisit' && memory.bySurvey) {
      const { number, queryCode: code } = registered;
      await client.tell('/public/surveys', { number, code, satisfaction: values.satisfaction });
      return true;
    }
    await client.post(username, `/tasks/${task.key}/complete`, { values });
    return true;
  } catch (error) {
    if (error instanceof Refused && (MEANWHILE.includes(error.code) || error.fieldCodes.includes(CLOCK_SET_BACK))) {
      return false;
    }
    throw error;
  }
}

/** What a plot asks for beside the tasks, once: a return, an extension, supervision, an urge. */
async function askAround(
  client: DemoClient,
  caseId: string,
  task: OpenTask,
  memory: CaseMemory,
  asked: Set<string>,
): Promise<void> {
  if (task.elementId !== 'handle' || asked.has(memory.plot)) return;
  asked.add(memory.plot);
  const unit = accountOf(task.candidateGroups)!;
  if (memory.plot === 'supervise') {
    await client.post('supervisor', `/cases/${caseId}/supervision`, { ground: 'hot-issue', note: '群众反映集中' });
  } else if (memory.plot === 'urge') {
    await client.post('agent', `/cases/${caseId}/urge`, { note: '诉求人再次来电询问进度' });
  } else if (memory.plot === 'return' || memory.plot === 'return-rejected') {
    const { id: leaderOpinion } = await client.upload<{ id: string }>(
      unit,
      `/assignments/${task.assignmentId}/attachments`,
      { purpose: 'leader-opinion', name: '领导签署意见.png', content: SIGNED_OPINION },
    );
    await client.post(unit, `/assignments/${task.assignmentId}/return`, {
      reason: '经核实不属于本单位办理范围。',
      suggestedUnit: 'county-office',
      evidence: '三定方案第三条。',
      leaderOpinion,
    });
    asked.add(`wait:${task.key}`);
  } else if (memory.plot === 'extension') {
    await client.post(unit, `/assignments/${task.assignmentId}/extension`, {
      grounds: '情况复杂，需要检测。',
      reason: '水样检测需要三个工作日。',
      days: 3,
      explained: '已向诉求人说明，诉求人表示理解。',
    });
  }
}

/** The demo account that works for a group (docs/processes.md, Groups). */
function accountOf(groups: string[]): string | undefined {
  for (const group of groups) {
    const [kind, unit, role] = group.split(':');
    if (kind === 'user') return unit;
    if (kind === 'body') return `${unit}-${role}`;
    if (kind !== 'unit') return kind;
    if (unit) return `${unit}-${role ?? 'handler'}`;
  }
  return undefined;
}
