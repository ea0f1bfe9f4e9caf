import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DemoClient, Refused } from './client';
import { type CaseMemory, entriesFor } from './plots';
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
  say: (text: string) => void;
}

/** What came of it. */
export interface DemoResult {
  cases: number;
  archived: number;
  tasks: number;
  stuck: string[];
  seconds: number;
}

interface OpenTask {
  key: string;
  elementId: string;
  candidateGroups: string[];
  assignmentId?: string;
}

interface CaseState {
  number: string;
  stage: string;
  assignments: { id: string; unit: string; status: string }[];
}

const LOOK_AGAIN_MS = 300;

/**
 * Registers messages as cases and plays everybody who works on them, through the REST API only, until each case is
 * archived. Safe against a system that is killed meanwhile: what was not answered is asked again.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const client = new DemoClient(options.address, options.password);
  const run = randomUUID();
  const since = Date.now();
  const result: DemoResult = { cases: options.cases, archived: 0, tasks: 0, stuck: [], seconds: 0 };
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < options.cases) {
      const index = next++;
      const sample = options.samples[index % options.samples.length]!;
      const { plot, ...body } = sample;
      const { id, number } = await client.post<{ id: string; number: string }>('agent', '/cases', body, {
        'idempotency-key': `demo-${run}-${index}`,
      });
      const archived = await live(client, id, { plot, revisits: 0 }, result, options.patienceMs);
      if (archived) result.archived += 1;
      else result.stuck.push(number);
      options.say(`${number} ${archived ? '✓' : '✗'} ${sample.title ?? sample.content.slice(0, 20)} (${plot})`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, options.cases) }, worker));
  result.seconds = Math.round((Date.now() - since) / 100) / 10;
  return result;
}

/** Works on one case until it is archived; false when it does not move on. */
async function live(
  client: DemoClient,
  caseId: string,
  memory: CaseMemory,
  result: DemoResult,
  patienceMs: number,
): Promise<boolean> {
  const asked = new Set<string>();
  let moved = Date.now();
  for (;;) {
    const tasks = await client.get<OpenTask[]>('supervisor', `/cases/${caseId}/tasks`);
    let done = 0;
    for (const task of tasks) done += (await work(client, caseId, task, memory, asked)) ? 1 : 0;
    result.tasks += done;
    if (done > 0) {
      moved = Date.now();
      continue;
    }
    if (tasks.length === 0) {
      const { stage } = await client.get<CaseState>('supervisor', `/cases/${caseId}`);
      if (stage === 'archived') return true;
    }
    if (Date.now() - moved > patienceMs) return false;
    await wait(LOOK_AGAIN_MS);
  }
}

/** Does one task as somebody whose task it is; what a colleague or the engine was faster with is no error. */
async function work(
  client: DemoClient,
  caseId: string,
  task: OpenTask,
  memory: CaseMemory,
  asked: Set<string>,
): Promise<boolean> {
  const username = accountOf(task.candidateGroups);
  if (!username) return false;
  try {
    await askAround(client, caseId, task, memory, asked);
    if (task.elementId === 'handle' && asked.has(`wait:${task.key}`)) return false;
    const detail = await client.get<{ elementId: string; values: Record<string, unknown> }>(
      username,
      `/tasks/${task.key}`,
    );
    const values = entriesFor(detail, memory, new Date());
    if (!values) return false;
    await client.post(username, `/tasks/${task.key}/complete`, { values });
    return true;
  } catch (error) {
    if (error instanceof Refused && ['task-not-open', 'not-found'].includes(error.code)) return false;
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
    await client.post(unit, `/assignments/${task.assignmentId}/return`, {
      reason: '经核实不属于本单位办理范围。',
      suggestedUnit: 'county-office',
      evidence: '三定方案第三条。',
      leaderOpinion: '同意申请退件。（单位负责人签）',
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
    if (kind !== 'unit') return kind;
    if (unit) return `${unit}-${role ?? 'handler'}`;
  }
  return undefined;
}
