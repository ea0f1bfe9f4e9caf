import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { subDays } from 'date-fns';
import { DataSource } from 'typeorm';
import type { AuditAction } from '../audit/audit-actions';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { Problem } from '../problems/problem';
import { measure, type Outcome, type Quality, type Trained } from '../text-model';
import { withModel } from './active-classifier';
import { ActiveModel } from './active-model';
import type { Proposal } from './classifier';
import { KeywordClassifier } from './keyword-classifier';
import { type ArchivedCase, HEADS, type HeadName, modelFolder, readHeads } from './model-heads';
import { ClassificationModel } from './model.entity';

/** The model that the product brings. */
export const DEFAULT_MODEL = 'default';
/** So many days of the archive are kept apart to compare models on. */
const HELD_OUT_DAYS = 30;
/** The newest cases of the archive that are learned from, and those that are compared on. */
const MOST_TRAINED = 60_000;
const MOST_COMPARED = 3_000;

/** A model as lists show it. */
export type ModelView = Omit<ClassificationModel, 'heldOutFrom' | 'createdAt' | 'createdBy'> & {
  heldOutFrom: Date | null;
  createdAt: Date | null;
  createdBy: string | null;
};

/** How two models do on the same cases, which neither learned from. */
export interface Comparison {
  cases: number;
  from: Date;
  running: string;
  candidate: string;
  /** By part: the running model's quality, and the candidate's. */
  parts: Record<string, { running: Quality; candidate: Quality }>;
}

/** The door of the models: trains from the archive, compares with the running one, switches. */
@Injectable()
export class ModelsService implements OnApplicationBootstrap {
  private readonly log = new Logger(ModelsService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly active: ActiveModel,
    private readonly keywords: KeywordClassifier,
  ) {}

  /** What was being trained when the app went down is not finished by anybody. */
  async onApplicationBootstrap(): Promise<void> {
    const models = this.dataSource.getRepository(ClassificationModel);
    const hourAgo = new Date(this.clock.now().getTime() - 60 * 60 * 1000);
    await models
      .createQueryBuilder()
      .update()
      .set({ status: 'failed', failure: 'interrupted' })
      .where(`status = 'training' AND created_at < :hourAgo`, { hourAgo })
      .execute();
    await this.active.look();
  }

  /** All models, the product's first, then the newest. */
  async list(): Promise<ModelView[]> {
    const trained = await this.dataSource.getRepository(ClassificationModel).find({ order: { createdAt: 'DESC' } });
    const own: ModelView = {
      id: DEFAULT_MODEL,
      status: 'ready',
      cases: 0,
      heldOutFrom: null,
      quality: null,
      failure: null,
      createdAt: null,
      createdBy: null,
      active: !trained.some(({ active }) => active),
      activatedAt: null,
      activatedBy: null,
    };
    return [own, ...trained];
  }

  /** Starts training from the archived cases but those of the last month; the answer comes before it is done. */
  async train(actor: string): Promise<{ id: string }> {
    const models = this.dataSource.getRepository(ClassificationModel);
    if (await models.existsBy({ status: 'training' })) throw new Problem('model-training-runs');
    const heldOutFrom = await this.heldOutFrom();
    const cases = heldOutFrom && (await this.archived('c.received_at < $1', heldOutFrom, MOST_TRAINED));
    if (!cases || cases.length === 0) throw new Problem('training-data-missing');
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(ClassificationModel, {
        id,
        status: 'training',
        cases: cases.length,
        heldOutFrom,
        createdAt: this.clock.now(),
        createdBy: actor,
        active: false,
      });
      await this.note(manager, actor, 'model.train', id, { cases: cases.length });
    });
    void this.run(id, cases);
    return { id };
  }

  private async run(id: string, cases: ArchivedCase[]): Promise<void> {
    const models = this.dataSource.getRepository(ClassificationModel);
    try {
      const quality = await inThread(cases, modelFolder(id));
      const learned = Object.keys(quality).length > 0;
      await models.update(id, learned ? { status: 'ready', quality: quality } : failed('too-few-labels'));
    } catch (error) {
      this.log.error(`training of ${id} failed: ${String(error)}`);
      await models.update(id, failed('fault')).catch(() => undefined);
    }
  }

  /** The model and the running one on the month that the model did not see. */
  async compare(id: string): Promise<Comparison> {
    const found = await this.ready(id);
    const running = await this.dataSource.getRepository(ClassificationModel).findOneBy({ active: true });
    const from = found?.heldOutFrom ?? running?.heldOutFrom ?? (await this.heldOutFrom());
    const cases = from ? await this.archived('c.received_at >= $1', from, MOST_COMPARED) : [];
    if (!from || cases.length === 0) throw new Problem('training-data-missing');
    const models = [
      running ? readHeads(modelFolder(running.id)) : {},
      found ? readHeads(modelFolder(found.id)) : {},
    ] as const;
    const outcomes = { running: outcomesByPart(), candidate: outcomesByPart() };
    for (const archived of cases) {
      const text = { title: archived.title ?? undefined, content: archived.content };
      const phrases = await this.keywords.classify({ ...text, channel: '' });
      addOutcomes(outcomes.running, archived, withModel(phrases, text, models[0]));
      addOutcomes(outcomes.candidate, archived, withModel(phrases, text, models[1]));
    }
    return {
      cases: cases.length,
      from,
      running: running?.id ?? DEFAULT_MODEL,
      candidate: id,
      parts: Object.fromEntries(
        HEADS.flatMap((head) =>
          outcomes.running[head].length === 0
            ? []
            : [[head, { running: measure(outcomes.running[head]), candidate: measure(outcomes.candidate[head]) }]],
        ),
      ),
    };
  }

  /** Switches to a model, or back to what the product brings. */
  async activate(id: string, actor: string): Promise<void> {
    await this.ready(id);
    await this.dataSource.transaction(async (manager) => {
      await manager.query('LOCK TABLE classification_model IN SHARE ROW EXCLUSIVE MODE');
      await manager.update(ClassificationModel, { active: true }, { active: false });
      if (id !== DEFAULT_MODEL) {
        const now = this.clock.now();
        await manager.update(ClassificationModel, id, { active: true, activatedAt: now, activatedBy: actor });
      }
      await this.note(manager, actor, 'model.activate', id, {});
    });
    await this.active.look();
  }

  /** The model of an id that is ready, null for the product's own. */
  private async ready(id: string): Promise<ClassificationModel | null> {
    if (id === DEFAULT_MODEL) return null;
    const found = await this.dataSource.getRepository(ClassificationModel).findOneBy({ id });
    if (!found) throw new Problem('not-found');
    if (found.status !== 'ready') throw new Problem('model-not-ready');
    return found;
  }

  /** Where the last month of the archive begins; null when there is no archive. */
  private async heldOutFrom(): Promise<Date | null> {
    const rows: { last: Date | null }[] = await this.dataSource.query(
      `SELECT max(received_at) AS last FROM hotline_case WHERE stage = 'archived'`,
    );
    const last = rows[0]?.last;
    return last ? subDays(last, HELD_OUT_DAYS) : null;
  }

  private archived(condition: string, at: Date, most: number): Promise<ArchivedCase[]> {
    return this.dataSource.query(
      `SELECT c.title, c.content, c.case_type AS "caseType", c.category, c.topic, c.response_level AS "responseLevel"
       FROM hotline_case c WHERE c.stage = 'archived' AND c.content <> '' AND ${condition} ORDER BY c.received_at DESC, c.id LIMIT ${most}`,
      [at],
    );
  }

  private note(
    manager: Parameters<AuditService['record']>[0],
    actor: string,
    action: AuditAction,
    subjectId: string,
    data: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(manager, { actor, action, subjectType: 'classification-model', subjectId, data });
  }
}

function failed(failure: string): { status: 'failed'; failure: string } {
  return { status: 'failed', failure };
}

function inThread(cases: ArchivedCase[], folder: string): Promise<Trained['quality']> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'training-worker.js'), { workerData: { cases, folder } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the training thread ended with ${code}`)));
  });
}

function outcomesByPart(): Record<HeadName, Outcome[]> {
  return { caseType: [], category: [], topic: [], responseLevel: [] };
}

function addOutcomes(outcomes: Record<HeadName, Outcome[]>, archived: ArchivedCase, proposal: Proposal): void {
  for (const head of HEADS) {
    const truth = archived[head];
    const probability = proposal.because.find(({ part }) => part === head)?.probability ?? 0;
    if (truth) outcomes[head].push({ truth, proposed: proposal[head] ?? '', probability });
  }
}
