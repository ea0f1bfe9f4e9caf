import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { settingsOf } from '../cases/case-settings';
import { Clock } from '../clock/clock';
import { MAIN_BODY } from '../config/schema';
import { HotlineConfig } from '../config/hotline-config';
import { EngineClient, EngineOperations, type EngineResource, type EngineRow, engineStatusOf, textOf } from '../engine';
import { Problem } from '../problems/problem';
import { readable, refusalOf } from './releases.service';
import type { Resource } from './resource';
import { ResourcesService } from './resources.service';
import { calledBy, inTrial, outOfTrial, trialDiagram, type TrialDiagram, trialTable } from './trial-copy';
import { withInstants } from './trial-values';

/** What is tried: changed files, what it starts with, and answers that differ from config/trials.yaml. */
export interface TrialRequest {
  resources: EngineResource[];
  variables: Record<string, unknown>;
  answers: Record<string, Record<string, unknown>>;
  by: string;
}

/** What the trial answered at an element. */
export interface TrialStep {
  processId: string;
  elementId: string;
  kind: 'job' | 'task';
  /** Job type or form id. */
  asked: string;
  answered: Record<string, unknown>;
}

/** One process of a trial: where it went and where it stands. */
export interface TrialProcess {
  processId: string;
  state: string;
  elements: { elementId: string; name: string; type: string; state: string; incident: boolean }[];
  variables: Record<string, unknown>;
}

/** How a dry run went. */
export interface TrialResult {
  /** done: it ended; waiting: it waits for a time or a message; incident: it stopped at a fault. */
  outcome: 'done' | 'waiting' | 'incident';
  processes: TrialProcess[];
  steps: TrialStep[];
  incidents: { elementId: string; processId: string; message: string }[];
}

const MAX_STEPS = 100;
const QUIET_ROUNDS = 4;
const PAUSE_MS = 300;
const START_TRIES = 20;
const MAX_DIAGRAMS = 20;
const ALL = { from: 0, limit: 1000 };

/**
 * Dry runs on the real engine: copies with ids of their own, answered by us in place of workers and people, cancelled
 * and removed afterwards. The engine that will carry the diagram out decides, not an imitation of it.
 */
@Injectable()
export class TrialsService {
  private readonly log = new Logger(TrialsService.name);

  constructor(
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly engine: EngineClient,
    private readonly operations: EngineOperations,
    private readonly resources: ResourcesService,
    private readonly audit: AuditService,
  ) {}

  /** Deploys copies and takes them away again: says what the engine would refuse; null when it would take them. */
  async check(files: EngineResource[]): Promise<string | null> {
    const trial = randomBytes(4).toString('hex');
    try {
      await this.prepare(trial, await readable(files));
      return null;
    } catch (error) {
      if (error instanceof Problem && error.code === 'deployment-refused') return String(error.params.reason);
      throw error;
    } finally {
      await this.remove(trial);
    }
  }

  /** Runs a sample case through the changed files until it ends, waits or stops. */
  async run(asked: TrialRequest): Promise<TrialResult> {
    const trial = randomBytes(4).toString('hex');
    const resources = await readable(asked.resources);
    const [first] = resources;
    if (first?.kind !== 'process')
      throw new Problem('validation-failed', {}, { errors: [{ field: 'resources', code: 'no-process' }] });
    await this.audit.note({
      actor: asked.by,
      action: 'studio.trial',
      subjectType: 'process',
      subjectId: first.resourceId,
      data: { resources: resources.map(({ name }) => name) },
    });
    try {
      const diagrams = await this.prepare(trial, resources);
      const variables = this.startVariables(asked.variables);
      const key = await this.start(trial, diagrams[0]!, variables);
      const steps = await this.answerAll(trial, diagrams, asked.answers);
      return await this.resultOf(key, steps);
    } finally {
      await this.remove(trial);
    }
  }

  /** What a changed table answers. */
  async decide(file: EngineResource, variables: Record<string, unknown>): Promise<unknown> {
    const trial = randomBytes(4).toString('hex');
    const [table] = await readable([file]);
    try {
      await this.prepare(trial, [table!]);
      return await this.operations.evaluateDecision(inTrial(table!.resourceId, trial), variables);
    } finally {
      await this.remove(trial);
    }
  }

  /** Deploys copies of the changed files and of every diagram that they call, as far as ours knows it. */
  private async prepare(trial: string, changed: Resource[]): Promise<TrialDiagram[]> {
    const diagrams = new Map(
      changed.filter(({ kind }) => kind === 'process').map((file) => [file.resourceId, file.content]),
    );
    for (const xml of diagrams.values()) {
      for (const id of (await calledBy(xml)).processes) {
        if (diagrams.has(id) || diagrams.size >= MAX_DIAGRAMS) continue;
        const found = await this.resources.newest('process', id);
        if (found) diagrams.set(id, found.content);
      }
    }
    const tables = changed.filter(({ kind }) => kind === 'decision');
    const copied = new Set([...diagrams.keys(), ...tables.map(({ resourceId }) => resourceId)]);
    const made = await Promise.all([...diagrams.values()].map((xml) => trialDiagram(xml, trial, copied)));
    const files = [
      ...made.map(({ xml, processId }) => ({ name: `${processId}.bpmn`, content: xml })),
      ...(await Promise.all(
        tables.map(async ({ resourceId, content }) => ({
          name: `${inTrial(resourceId, trial)}.dmn`,
          content: await trialTable(content, trial),
        })),
      )),
      ...changed.filter(({ kind }) => kind === 'form').map((form) => formCopy(form, trial)),
    ];
    await this.engine.deploy(files).catch((error: unknown) => {
      if (engineStatusOf(error) !== 400) throw error;
      throw new Problem('deployment-refused', { reason: refusalOf(error).replaceAll(`--trial-${trial}`, '') });
    });
    return made;
  }

  private startVariables(given: Record<string, unknown>): Record<string, unknown> {
    const all = { ...this.config.trials.common, ...given };
    const profile = String(all.profile);
    const known = this.config.profileNames.includes(profile) ? profile : this.config.defaultProfile;
    return withInstants({ settings: settingsOf(MAIN_BODY, this.config.profile(known)), ...all }, this.clock.now());
  }

  private async start(trial: string, diagram: TrialDiagram, variables: Record<string, unknown>): Promise<string> {
    const { processId, startMessage } = diagram;
    if (!startMessage) return this.operations.createInstance(processId, variables);
    await this.engine.publishMessage({
      name: startMessage,
      correlationKey: trial,
      messageId: trial,
      timeToLiveMs: 60_000,
      variables,
    });
    for (let tried = 0; tried < START_TRIES; tried += 1) {
      const { items } = await this.operations.search('process-instances', {
        filter: { processDefinitionId: processId },
      });
      if (items[0]) return String(items[0].processInstanceKey);
      await wait(PAUSE_MS);
    }
    throw new Problem('engine-refused', { reason: `${startMessage} did not start ${outOfTrial(processId)}` });
  }

  /** Answers jobs and user tasks until nothing moves any more. */
  private async answerAll(
    trial: string,
    diagrams: TrialDiagram[],
    answers: Record<string, Record<string, unknown>>,
  ): Promise<TrialStep[]> {
    const steps: TrialStep[] = [];
    for (let quiet = 0; quiet < QUIET_ROUNDS && steps.length < MAX_STEPS;) {
      const before = steps.length;
      const types = [...new Set(diagrams.flatMap(({ jobTypes }) => jobTypes))];
      await Promise.all(types.map((type) => this.answerJobs(type, answers, steps)));
      await Promise.all(diagrams.map(({ processId }) => this.answerTasks(processId, answers, steps)));
      quiet = steps.length > before ? 0 : quiet + 1;
      if (quiet > 0) await wait(PAUSE_MS);
    }
    return steps;
  }

  private async answerJobs(type: string, answers: TrialRequest['answers'], steps: TrialStep[]): Promise<void> {
    const options = { worker: 'trial', timeoutMs: 10_000, requestTimeoutMs: -1 };
    for (const job of await this.engine.activateJobs(type, 10, options)) {
      const asked = outOfTrial(type);
      const answered = withInstants(
        answers[job.elementId] ?? answers[asked] ?? this.config.trials.jobs[asked] ?? {},
        this.clock.now(),
      );
      await this.engine.completeJob(job.key, answered);
      steps.push({
        processId: outOfTrial(job.processDefinitionId),
        elementId: job.elementId,
        kind: 'job',
        asked,
        answered,
      });
    }
  }

  private async answerTasks(processId: string, answers: TrialRequest['answers'], steps: TrialStep[]): Promise<void> {
    const filter = { processDefinitionId: processId, state: 'CREATED' };
    for (const task of (await this.operations.search('user-tasks', { filter })).items) {
      const elementId = String(task.elementId);
      const answered = withInstants(answers[elementId] ?? this.config.trials.tasks[elementId] ?? {}, this.clock.now());
      await this.engine.completeUserTask(String(task.userTaskKey), answered);
      steps.push({ processId: outOfTrial(processId), elementId, kind: 'task', asked: elementId, answered });
    }
  }

  private async resultOf(key: string, steps: TrialStep[]): Promise<TrialResult> {
    const instances = await this.treeOf(key);
    const processes: TrialProcess[] = [];
    const incidents: TrialResult['incidents'] = [];
    for (const instance of instances) {
      const filter = { processInstanceKey: String(instance.processInstanceKey) };
      const processId = outOfTrial(String(instance.processDefinitionId));
      const [elements, variables, faults] = await Promise.all([
        this.operations.search('element-instances', { filter, page: ALL }),
        this.operations.search('variables', { filter, page: ALL }),
        this.operations.search('incidents', { filter: { ...filter, state: 'ACTIVE' }, page: ALL }),
      ]);
      processes.push({
        processId,
        state: String(instance.state),
        elements: elements.items.map((row) => ({
          elementId: outOfTrial(String(row.elementId)),
          name: textOf(row, 'elementName') ?? '',
          type: String(row.type),
          state: String(row.state),
          incident: Boolean(row.hasIncident),
        })),
        variables: Object.fromEntries(variables.items.map((row) => [String(row.name), parsed(row.value)])),
      });
      incidents.push(
        ...faults.items.map((row) => ({
          elementId: String(row.elementId),
          processId,
          message: textOf(row, 'errorMessage') ?? '',
        })),
      );
    }
    const ended = processes[0]?.state !== 'ACTIVE';
    return { outcome: incidents.length > 0 ? 'incident' : ended ? 'done' : 'waiting', processes, steps, incidents };
  }

  /** The instance and all that it called. */
  private async treeOf(key: string): Promise<EngineRow[]> {
    const { items } = await this.operations.search('process-instances', { filter: { processInstanceKey: key } });
    for (const instance of items) {
      const filter = { parentProcessInstanceKey: String(instance.processInstanceKey) };
      items.push(...(await this.operations.search('process-instances', { filter, page: ALL })).items);
    }
    return items;
  }

  /** Cancels what still runs and removes the copies; what cannot be removed stays hidden by its mark. */
  private async remove(trial: string): Promise<void> {
    try {
      const { items } = await this.operations.search('process-definitions', { page: ALL });
      for (const row of items.filter(({ processDefinitionId }) =>
        String(processDefinitionId).endsWith(inTrial('', trial)),
      )) {
        const filter = { processDefinitionKey: String(row.processDefinitionKey), state: 'ACTIVE' };
        for (const instance of (await this.operations.search('process-instances', { filter, page: ALL })).items) {
          await this.operations.cancelInstance(String(instance.processInstanceKey)).catch(() => undefined);
        }
      }
      for (const row of items.filter(({ processDefinitionId }) =>
        String(processDefinitionId).endsWith(inTrial('', trial)),
      )) {
        await this.operations.deleteResource(String(row.processDefinitionKey));
      }
    } catch (error) {
      if (engineStatusOf(error) !== 501) this.log.warn(`What trial ${trial} deployed stays: ${String(error)}`);
    }
  }
}

function formCopy({ resourceId, content }: Resource, trial: string): EngineResource {
  const form = { ...(JSON.parse(content) as object), id: inTrial(resourceId, trial) };
  return { name: `${form.id}.form`, content: JSON.stringify(form) };
}

function parsed(value: unknown): unknown {
  try {
    return JSON.parse(String(value)) as unknown;
  } catch {
    return value;
  }
}
