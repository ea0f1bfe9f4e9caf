import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { LOCK } from '../database/advisory-locks';
import { BY_KEY } from '../database/prepared-statements';
import { bigramsOf } from './bigrams';
import { BigramModel } from './bigram-model';
import {
  BY_INDEX,
  candidateOf,
  COUNT_SKETCHES,
  FIND_CANDIDATES,
  type FoundSketch,
  LOCK_BY_INDEX,
  MOST_CANDIDATES,
  MOST_EXPECTED,
  MOST_READ,
  REMEMBER,
} from './candidates-query';
import { CaseSketch } from './case-sketch.entity';
import { Matter } from './matter.entity';
import { type Alike, bridgedBy, matterOf, rank } from './same-matter';
import { shippedTexts } from './shipped-texts';
import { bytesOf, inCommon, keysOf, type Sketch } from './sketch';
import { StoredModel } from './stored-model.entity';

/** A case that may be about the same matter, with why. */
export interface SimilarCase {
  caseId: string;
  number: string;
  title: string | null;
  stage: string;
  receivedAt: Date;
  likeness: number;
  /** Likely the same matter: alike enough by config/similarity.yaml. */
  same: boolean;
  /** What both texts say, weightiest first. */
  inCommon: string[];
}

/** A text to compare with the cases there are. */
export interface Text {
  title?: string | null;
  content: string;
  area?: string | null;
}

/** What the cases that may be about the same matter are looked for by. */
interface Search {
  body: string;
  sketch: Sketch;
  area: string | null;
  keys: number[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const SHOWN_IN_COMMON = 8;
/** Texts that a model is made from: the newest ones. */
const MODEL_TEXTS = 20_000;
/** Models that are kept: another app may be about to read the last one. */
const MODELS_KEPT = 3;
/** A model is made anew when there are so many times as many cases as it was made from... */
const MODEL_GROWTH = 1.5;
/** ...or so many newer ones: what people write, and agents write for them, changes. */
const NEWER_TEXTS = MODEL_TEXTS / 2;

/** Finds cases about the same matter (并案), and keeps which matter each case is about. */
@Injectable()
export class SimilarityService {
  private readonly log = new Logger(SimilarityService.name);
  private model: { id: number; model: BigramModel } | undefined;
  /** Who waits for the lock holds a connection: of this app's cases only one does, and the others wait for it here. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
  ) {}

  /** A body's cases of the last `days` that may be about what a text says, the most alike first; `except` is left out. */
  async similar(body: string, text: Text, except?: string): Promise<SimilarCase[]> {
    const model = await this.currentModel();
    const sketch = model.sketch(bigramsOf(text.title, text.content));
    const { shown, same, belongs } = this.config.similarity.sameMatter;
    const keys = await this.keysToAsk(model, sketch);
    const ranked = await this.dataSource.transaction(async (manager) => {
      await manager.query(BY_INDEX);
      return this.ranked(manager, { body, sketch, area: text.area ?? null, keys }, except);
    });
    const near = ranked.filter(({ likeness }) => likeness >= belongs);
    if (near.length === 0) return [];
    const cases: (Pick<SimilarCase, 'number' | 'title' | 'stage' | 'receivedAt'> & { id: string })[] =
      await this.dataSource.query(
        'SELECT id, number, title, stage, received_at AS "receivedAt" FROM hotline_case WHERE id = ANY($1)',
        [near.slice(0, shown).map(({ caseId }) => caseId)],
      );
    const byId = new Map(cases.map(({ id, ...found }) => [id, found]));
    return near.slice(0, shown).map(({ caseId, likeness, sketch: other }) => ({
      caseId,
      ...byId.get(caseId)!,
      likeness,
      same: likeness >= same,
      inCommon: inCommon(sketch, other).slice(0, SHOWN_IN_COMMON),
    }));
  }

  /** Cases alike a case that is there. */
  async similarTo(body: string, caseId: string): Promise<SimilarCase[]> {
    return this.similar(body, await this.textOf(caseId), caseId);
  }

  /** Remembers a case and decides which matter it is about. A repeat changes nothing. */
  async remember(caseId: string): Promise<{ matterId: string }> {
    const known = await this.matterOf(caseId);
    if (known) return known;
    const model = await this.currentModel();
    const text = await this.textOf(caseId);
    const sketch = model.sketch(bigramsOf(text.title, text.content));
    const search = { body: text.body, sketch, area: text.area ?? null, keys: await this.keysToAsk(model, sketch) };
    const remembered = this.turn.then(() => this.decide(caseId, text.receivedAt, search));
    this.turn = remembered.catch(() => undefined);
    return remembered;
  }

  /** What has to be done by one app at a time, in as few statements as can be: all new cases pass here. */
  private async decide(caseId: string, receivedAt: Date, search: Search): Promise<{ matterId: string }> {
    return this.dataSource.transaction(async (manager) => {
      // one at a time: two cases of one new matter at once must not make two matters
      await manager.query(LOCK_BY_INDEX, [LOCK.matters]);
      const ranked = await this.ranked(manager, search);
      const matterId = matterOf(ranked, this.config.similarity.sameMatter) ?? randomUUID();
      const { body, area, sketch } = search;
      const kept: unknown[] = await manager.query(REMEMBER, [
        caseId,
        matterId,
        receivedAt,
        body,
        area,
        bytesOf(sketch),
        keysOf(sketch),
      ]);
      // the same job, handed out a second time while the first one was at it
      if (kept.length === 0) return (await this.matterOf(caseId, manager))!;
      for (const other of bridgedBy(ranked, matterId, this.config.similarity.sameMatter)) {
        await this.absorb(manager, matterId, other);
      }
      return { matterId };
    });
  }

  private async matterOf(caseId: string, manager = this.dataSource.manager): Promise<{ matterId: string } | undefined> {
    const [found] = await manager.query<{ matterId: string }[]>(
      `${BY_KEY} SELECT matter_id AS "matterId" FROM case_sketch WHERE case_id = $1`,
      [caseId],
    );
    return found;
  }

  /** Puts a case with another one's matter, because a person said that they are the same (并案). */
  async join(manager: EntityManager, caseId: string, mainCaseId: string): Promise<void> {
    const [own, main] = [
      await manager.findOneBy(CaseSketch, { caseId }),
      await manager.findOneBy(CaseSketch, { caseId: mainCaseId }),
    ];
    if (own && main && own.matterId !== main.matterId) await this.move(manager, own, main.matterId);
  }

  /** Gives a case a matter of its own, because a person said that it is another one. */
  async separate(manager: EntityManager, caseId: string): Promise<void> {
    const own = await manager.findOneBy(CaseSketch, { caseId });
    if (!own) return;
    const matterId = randomUUID();
    await manager.insert(Matter, { id: matterId, cases: 0, firstAt: own.receivedAt, lastAt: own.receivedAt });
    await this.move(manager, own, matterId);
  }

  /** Two matters turned out to be one: the other one's cases become this one's, and so does what a rule opened on it. */
  private async absorb(manager: EntityManager, matterId: string, other: string): Promise<void> {
    await manager.update(CaseSketch, { matterId: other }, { matterId });
    await manager.query(
      `UPDATE matter SET cases = matter.cases + gone.cases, first_at = LEAST(matter.first_at, gone.first_at),
         last_at = GREATEST(matter.last_at, gone.last_at), opened_by = COALESCE(matter.opened_by, gone.opened_by),
         opened_at = LEAST(matter.opened_at, gone.opened_at)
       FROM matter gone WHERE matter.id = $1 AND gone.id = $2`,
      [matterId, other],
    );
    await manager.delete(Matter, other);
  }

  private async move(manager: EntityManager, sketch: CaseSketch, matterId: string): Promise<void> {
    await manager.update(CaseSketch, sketch.caseId, { matterId });
    for (const id of [sketch.matterId, matterId]) {
      await manager.query(
        `UPDATE matter SET cases = own.cases, first_at = COALESCE(own.first_at, matter.first_at),
           last_at = COALESCE(own.last_at, matter.last_at)
         FROM (SELECT count(*)::int AS cases, min(received_at) AS first_at, max(received_at) AS last_at
               FROM case_sketch WHERE matter_id = $1) own WHERE id = $1`,
        [id],
      );
    }
  }

  private async keysToAsk(model: BigramModel, sketch: Sketch): Promise<number[]> {
    const [{ cases }] = await this.dataSource.query<[{ cases: number }]>(COUNT_SKETCHES, []);
    return model.keysToAsk(sketch, cases, MOST_EXPECTED);
  }

  /** Within a transaction whose queries go by index; `except` is left out. */
  private async ranked(
    manager: EntityManager,
    { body, sketch, area, keys }: Search,
    except?: string,
  ): Promise<Alike[]> {
    const { sameMatter } = this.config.similarity;
    const found: FoundSketch[] = await manager.query(FIND_CANDIDATES, [
      keys,
      new Date(this.clock.now().getTime() - sameMatter.days * DAY_MS),
      MOST_CANDIDATES,
      MOST_READ,
      body,
    ]);
    const candidates = found.filter(({ caseId }) => caseId !== except).map(candidateOf);
    return rank({ sketch, area }, candidates, sameMatter);
  }

  private async textOf(caseId: string): Promise<Text & { body: string; receivedAt: Date }> {
    const rows: (Text & { body: string; receivedAt: Date })[] = await this.dataSource.query(
      `${BY_KEY} SELECT body, title, content, area, received_at AS "receivedAt" FROM hotline_case WHERE id = $1`,
      [caseId],
    );
    return rows[0]!;
  }

  /** The newest stored model; makes one where there is none, or only one of far fewer cases. */
  private async currentModel(): Promise<BigramModel> {
    const [{ newest }] = await this.dataSource.query<[{ newest: number | null }]>(
      `${BY_KEY} SELECT max(id) AS newest FROM bigram_model`,
      [],
    );
    if (newest === null) return this.makeModel();
    if (this.model?.id === newest) return this.model.model;
    const stored = await this.dataSource.getRepository(StoredModel).findOneByOrFail({ id: newest });
    this.model = { id: newest, model: BigramModel.fromBytes(stored) };
    return this.model.model;
  }

  /** Makes a new model if the cases have become many more since the last one, or half of what it would be made from is newer. */
  async refreshModel(): Promise<void> {
    const current = await this.currentModel();
    const [{ cases, newer }] = await this.dataSource.query<[{ cases: number; newer: number }]>(
      `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM case_sketch LIMIT $1) AS sketches) AS cases,
         (SELECT count(*)::int FROM (SELECT 1 FROM case_sketch
            WHERE received_at > (SELECT made_at FROM bigram_model ORDER BY id DESC LIMIT 1) LIMIT $2) AS since) AS newer`,
      [MODEL_TEXTS, NEWER_TEXTS],
    );
    if (cases > current.documents * MODEL_GROWTH || newer >= NEWER_TEXTS) await this.makeModel();
  }

  private async makeModel(): Promise<BigramModel> {
    const texts: Text[] = await this.dataSource.query(
      'SELECT title, content FROM hotline_case ORDER BY received_at DESC LIMIT $1',
      [MODEL_TEXTS],
    );
    // the newest first: of few cases the model looks at as few of its texts
    const known = [...texts, ...shippedTexts(this.config)];
    const model = BigramModel.of(known.map(({ title, content }) => bigramsOf(title, content)));
    const { id } = await this.dataSource.getRepository(StoredModel).save({
      madeAt: this.clock.now(),
      ...model.toBytes(),
    });
    this.model = { id, model };
    await this.dataSource.query('DELETE FROM bigram_model WHERE id <= $1', [id - MODELS_KEPT]);
    this.log.log(`Bigram model ${id} made from ${model.documents} texts.`);
    return model;
  }
}
