import type { Catalogue } from '../definitions/catalogue';
import { HEADER_PREFIX, RETRIES_PROPERTY, type ElementModel } from '../dialect';
import { jobsActivated } from '../observability/metrics';
import type { OperatonClient } from '../operaton/client';
import { listenerOf, type Listener } from '../operaton/listener-convention';
import { TAGS_VARIABLE } from '../operaton/tags-convention';
import { fromOperatonAll, type OperatonVariable } from '../operaton/variables';
import type { TaskTransitions } from '../user-tasks/task-transitions';
import type { FreeJobs } from './free-jobs';

/** One lock owner for all gateways: any of them may complete what another one activated. */
export const LOCK_OWNER = 'gateway';
/** Camunda's default number of retries of a job. */
export const DEFAULT_RETRIES = 3;
/** Tasks that one fetch takes: measured as the best on one database (docs/adr). */
const FETCH_SIZE = 40;
/** How long an empty fetch waits before the next, in milliseconds: from the first to the most patient. */
const IDLE_MS = { first: 15, most: 150 };
/** How long a fetch that took few waits before the next, in milliseconds: a fetch costs as much as a job, so several jobs share one. */
const GATHER_MS = 30;
/** From so many on the next fetch does not wait. */
const MANY = 4;

interface ExternalTask {
  id: string;
  activityId: string;
  activityInstanceId: string;
  executionId: string;
  lockExpirationTime: string;
  processDefinitionId: string;
  processInstanceId: string;
  retries: number | null;
  topicName: string;
  priority: number;
  variables: Record<string, OperatonVariable>;
  extensionProperties: Record<string, string> | null;
}

export interface ActivationRequest {
  type: string;
  maxJobs: number;
  timeoutMs: number;
  requestTimeoutMs: number;
  worker: string;
  fetchVariables?: string[];
}

/** A job as its worker gets it. */
export interface ActivatedJob {
  type: string;
  processDefinitionId: string;
  processDefinitionVersion: number;
  elementId: string;
  customHeaders: Record<string, string>;
  worker: string;
  retries: number;
  /** When the job may be given to another, as milliseconds since 1970. */
  deadline: number;
  variables: Record<string, unknown>;
  tenantId: string;
  jobKey: string;
  processInstanceKey: string;
  processDefinitionKey: string;
  elementInstanceKey: string;
  kind: string;
  listenerEventType: string;
  /** Of a task listener's job: the user task as it will be. */
  userTask?: object;
  tags: string[];
}

interface Waiter extends ActivationRequest {
  taken: ExternalTask[];
  until: number;
  readonly answer: () => void;
}

function tagsOf(variable: OperatonVariable | undefined): string[] {
  return variable ? (JSON.parse(String(variable.value)) as string[]) : [];
}

/** What the engine is to send of a type's variables: what any of its waiters reads; everything (undefined) if one wants all. */
function namesFor(waiters: readonly ActivationRequest[]): string[] | undefined {
  const named = waiters.map(({ fetchVariables }) => fetchVariables ?? []);
  return named.every(({ length }) => length > 0) ? [...new Set([...named.flat(), TAGS_VARIABLE])] : undefined;
}

/** What completing a job asks for: its variables stay at its element, its result is a task listener's. */
export interface KnownJob {
  isLocal: boolean;
  isTaskListener: boolean;
}

export const knownJob = (priority: number, element: ElementModel | undefined): KnownJob => ({
  isLocal: element?.hasOutputMappings ?? false,
  isTaskListener: listenerOf(priority).kind === 'TASK_LISTENER',
});

/** Zeebe gives the headers of an element to its task listeners too, to its execution listeners not. */
function headersOf(
  { kind }: Listener,
  properties: Record<string, string>,
  element: ElementModel | undefined,
): Record<string, string> {
  if (kind !== 'BPMN_ELEMENT') {
    return (kind === 'TASK_LISTENER' && element?.headers) || {};
  }
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => name.startsWith(HEADER_PREFIX))
      .map(([name, value]) => [name.slice(HEADER_PREFIX.length), value]),
  );
}

/** Keys of activity instances are `element:number` in the engine. */
export const instanceKey = (activityInstanceId: string) =>
  activityInstanceId.slice(activityInstanceId.lastIndexOf(':') + 1);

/**
 * Hands jobs to the clients that wait for them: one fetch at a time for all job types, because competing fetches lock the same rows
 * and lose (docs/adr/0002). A client's request is answered with the first jobs there are, or empty at its time-out.
 */
export class JobActivator {
  private readonly waiters = new Set<Waiter>();
  private running: Promise<void> | undefined;
  private closed = false;
  /** By job key: asked again only when this gateway did not activate the job. */
  readonly known = new Map<string, KnownJob>();

  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly transitions: TaskTransitions,
    private readonly free: FreeJobs,
    private readonly onError: (error: unknown) => void,
  ) {}

  /**
   * Jobs of a type, at once or when they come, at most `requestTimeoutMs` later. None when the client is `gone` by then: what was
   * fetched for it is given back, so that another gets it at once, as is what cannot be told of a job.
   */
  async activate(request: ActivationRequest, gone: AbortSignal): Promise<ActivatedJob[]> {
    const taken = await this.taken(request, gone);
    const giveBack = () => this.release(taken.map(({ id }) => id));
    const jobs = await Promise.all(taken.map((task) => this.jobOf(task, request))).catch(async (error: unknown) => {
      await giveBack();
      throw error;
    });
    if (gone.aborted) {
      await giveBack();
      return [];
    }
    return jobs;
  }

  private taken(request: ActivationRequest, gone: AbortSignal): Promise<ExternalTask[]> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        ...request,
        taken: [],
        until: Date.now() + request.requestTimeoutMs,
        answer: () => {
          this.waiters.delete(waiter);
          // a stream asks again and again, all its life
          gone.removeEventListener('abort', waiter.answer);
          resolve(waiter.taken);
        },
      };
      this.waiters.add(waiter);
      gone.addEventListener('abort', waiter.answer);
      if (gone.aborted) {
        waiter.answer();
      }
      this.running ??= this.run().finally(() => (this.running = undefined));
    });
  }

  /** Gives jobs back that could not be handed over: their client is gone. */
  async release(jobKeys: readonly string[]): Promise<void> {
    for (const jobKey of jobKeys) {
      await this.engine.post(`/external-task/${jobKey}/unlock`).catch(this.onError);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private async run(): Promise<void> {
    let idle = IDLE_MS.first;
    while (this.waiters.size > 0 && !this.closed) {
      let fetched = 0;
      try {
        fetched = await this.fetch();
      } catch (error) {
        this.onError(error);
        idle = IDLE_MS.most;
      }
      this.answerThoseDone();
      idle = fetched > 0 ? IDLE_MS.first : Math.min(idle * 2, IDLE_MS.most);
      if (fetched < MANY) {
        await new Promise((resolve) => setTimeout(resolve, fetched === 0 ? idle : GATHER_MS));
      }
    }
    for (const waiter of this.waiters) {
      waiter.answer();
    }
  }

  private answerThoseDone(): void {
    for (const waiter of this.waiters) {
      if (waiter.taken.length > 0 || Date.now() >= waiter.until) {
        waiter.answer();
      }
    }
  }

  /** Takes jobs for those who wait, who have them as soon as they are fetched; answers how many there were. */
  private async fetch(): Promise<number> {
    const byType = new Map<string, Waiter[]>();
    for (const waiter of this.waiters) {
      byType.set(waiter.type, [...(byType.get(waiter.type) ?? []), waiter]);
    }
    const wanted = (waiters: Waiter[]) => waiters.reduce((sum, { maxJobs }) => sum + maxJobs, 0);
    const { together, apart } = await this.free.toFetch(
      new Map([...byType].map(([type, waiters]) => [type, wanted(waiters)])),
    );
    let fetched = 0;
    for (const jobs of [together, ...[...apart].map((one) => new Map([one]))]) {
      if (jobs.size > 0) {
        fetched += await this.fetchOf(new Map([...jobs.keys()].map((type) => [type, byType.get(type)!])), jobs);
      }
    }
    return fetched;
  }

  private async fetchOf(byType: Map<string, Waiter[]>, jobs: Map<string, number>): Promise<number> {
    const tasks = await this.engine.post<ExternalTask[]>('/external-task/fetchAndLock', {
      workerId: LOCK_OWNER,
      maxTasks: Math.min(
        FETCH_SIZE,
        [...jobs.values()].reduce((sum, count) => sum + count),
      ),
      usePriority: false,
      // the oldest first: else PostgreSQL gives them as they happen to lie, and of a backlog some never come
      sorting: [{ sortBy: 'createTime', sortOrder: 'asc' }],
      topics: [...byType].map(([topicName, waiters]) => ({
        topicName,
        lockDuration: Math.max(...waiters.map((waiter) => waiter.timeoutMs)),
        includeExtensionProperties: true,
        variables: namesFor(waiters),
      })),
    });
    // jobs that came meanwhile beyond what a type's clients asked for, or a client that went away: others may have them at once
    const left: string[] = [];
    for (const task of tasks) {
      const waiter = byType
        .get(task.topicName)
        ?.find((candidate) => this.waiters.has(candidate) && candidate.taken.length < candidate.maxJobs);
      if (waiter) {
        jobsActivated.inc({ type: task.topicName });
        waiter.taken.push(task);
      } else {
        left.push(task.id);
      }
    }
    this.answerThoseDone();
    await this.release(left);
    return tasks.length;
  }

  private async jobOf(task: ExternalTask, { worker, fetchVariables }: ActivationRequest): Promise<ActivatedJob> {
    const definition = await this.catalogue.get(task.processDefinitionId);
    const element = definition.elements.get(task.activityId);
    const listener = listenerOf(task.priority);
    this.remember(task.id, knownJob(task.priority, element));
    const properties = task.extensionProperties ?? {};
    const seen = listener.kind === 'TASK_LISTENER' ? await this.transitions.seen(task.executionId) : undefined;
    const variables = { ...fromOperatonAll(task.variables), ...seen?.variables };
    const wanted = fetchVariables?.length ? new Set(fetchVariables) : undefined;
    return {
      type: task.topicName,
      processDefinitionId: definition.key,
      processDefinitionVersion: definition.version,
      elementId: task.activityId,
      customHeaders: headersOf(listener, properties, element),
      worker,
      retries: task.retries ?? (Number(properties[RETRIES_PROPERTY]) || DEFAULT_RETRIES),
      deadline: Date.parse(task.lockExpirationTime),
      variables: wanted
        ? Object.fromEntries(Object.entries(variables).filter(([name]) => wanted.has(name)))
        : variables,
      tenantId: '<default>',
      jobKey: task.id,
      processInstanceKey: task.processInstanceId,
      processDefinitionKey: task.processDefinitionId,
      elementInstanceKey: instanceKey(task.activityInstanceId),
      ...listener,
      ...(seen?.userTask ? { userTask: seen.userTask } : {}),
      tags: tagsOf(task.variables[TAGS_VARIABLE]),
    };
  }

  private remember(jobKey: string, job: KnownJob): void {
    this.known.set(jobKey, job);
    if (this.known.size > 20_000) {
      this.known.delete(this.known.keys().next().value!);
    }
  }
}
