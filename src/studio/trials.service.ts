import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { settingsOf } from '../cases/case-settings';
import { Clock } from '../clock/clock';
import { MAIN_BODY } from '../config/schema';
import { HotlineConfig } from '../config/hotline-config';
import { EngineClient, EngineOperations, type EngineResource, engineStatusOf } from '../engine';
import { Problem } from '../problems/problem';
import { readable, refusalOf } from './releases.service';
import type { Resource } from './resource';
import { ResourcesService } from './resources.service';
import { type TrialAnswers, TrialCast } from './trial-answers';
import { calledBy, inTrial, outOfTrial, trialDiagram, type TrialDiagram, trialForm, trialTable } from './trial-copy';
import { resultOf, type TrialResult } from './trial-result';
import { withInstants } from './trial-values';

/** What is tried: changed files, what it starts with, and answers that differ from config/trials.yaml. */
export interface TrialRequest {
  resources: EngineResource[];
  variables: Record<string, unknown>;
  answers: TrialAnswers;
  by: string;
}

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
      const cast = new TrialCast(this.clock, this.config, this.engine, this.operations);
      const steps = await cast.all(diagrams, asked.answers);
      return await resultOf(this.operations, key, steps);
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
      ...changed.filter(({ kind }) => kind === 'form').map((form) => trialForm(form, trial)),
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

  /** Cancels what still runs and removes the copies; what cannot be removed stays hidden by its mark. */
  private async remove(trial: string): Promise<void> {
    try {
      const { items } = await this.operations.search('process-definitions', { page: ALL });
      const ours = items.filter(({ processDefinitionId }) => String(processDefinitionId).endsWith(inTrial('', trial)));
      for (const row of ours) {
        const filter = { processDefinitionKey: String(row.processDefinitionKey), state: 'ACTIVE' };
        for (const instance of (await this.operations.search('process-instances', { filter, page: ALL })).items) {
          await this.operations.cancelInstance(String(instance.processInstanceKey)).catch(() => undefined);
        }
      }
      for (const row of ours) {
        await this.operations.deleteResource(String(row.processDefinitionKey));
      }
    } catch (error) {
      if (engineStatusOf(error) !== 501) this.log.warn(`What trial ${trial} deployed stays: ${String(error)}`);
    }
  }
}
