import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { BY_KEY } from '../database/prepared-statements';
import { EffectsService } from '../outbox';
import { Case } from './case.entity';
import { CaseEvent } from './case-event.entity';
import { CaseHistory } from './case-history';

/** The parts of a classification that a case keeps. */
export interface CaseClassification {
  caseType: string;
  category: string;
  /** Below the category in the label scheme, as `second/third`. */
  topic?: string | null;
  urgency: string;
  responseLevel: string;
  area: string | null;
  confidence: number;
  hot: boolean;
  major: boolean;
  answerable: boolean;
  because?: unknown;
}

/** The door of a case's classification: what is classified, and what came of it. */
@Injectable()
export class CaseClassificationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
  ) {}

  /** What a classifier needs to read. */
  async textOf(caseId: string): Promise<{ title?: string; content: string; channel: string }> {
    const found = await this.dataSource.getRepository(Case).findOneByOrFail({ id: caseId });
    // Where it happened says which area it is of; that it goes on, or who is in danger, how urgent it is (D9 第一步).
    const { time, place, persons } = found.circumstances ?? {};
    const content = [found.content, place, time, persons].filter(Boolean).join('\n');
    return { title: found.title ?? undefined, content, channel: found.channel };
  }

  /** The classification that a case was given by the machine or at the task; null before, also when intake corrected it. */
  async classificationOf(caseId: string): Promise<CaseClassification | null> {
    if (!(await this.happened(caseId, ['classified', 'classified-manually']))) return null;
    const found = await this.dataSource.getRepository(Case).findOneByOrFail({ id: caseId });
    const { caseType, category, urgency, responseLevel, area, confidence, hot, major, answerable } = found;
    if (!caseType || !category || !urgency || !responseLevel) return null;
    return { caseType, category, urgency, responseLevel, area, confidence: confidence ?? 1, hot, major, answerable };
  }

  /** The classification of a case that was corrected after it was classified; null of any other, whose process has it as it is. */
  async correctionOf(caseId: string): Promise<CaseClassification | null> {
    const [{ corrected }] = await this.dataSource.query<[{ corrected: boolean | null }]>(
      `${BY_KEY} SELECT max(id) FILTER (WHERE type = 'reclassified') > max(id) FILTER (WHERE type <> 'reclassified') AS corrected
         FROM case_event WHERE case_id = $1 AND type IN ('reclassified', 'classified', 'classified-manually')`,
      [caseId],
    );
    return corrected ? this.classificationOf(caseId) : null;
  }

  private happened(caseId: string, types: CaseEvent['type'][]): Promise<boolean> {
    return this.dataSource.getRepository(CaseEvent).existsBy({ caseId, type: In(types) });
  }

  /** Puts a classification on the case, the classifier's or a person's. */
  async applyClassification(
    effectKey: string,
    caseId: string,
    classification: CaseClassification,
    by: { actor: string; manual: boolean },
  ): Promise<CaseClassification> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const { because, ...proposed } = classification;
      const corrected = !by.manual && (await manager.existsBy(CaseEvent, { caseId, type: 'reclassified' }));
      const parts = corrected ? withCorrection(proposed, found) : proposed;
      // a topic belongs to its category: one that was proposed below another does not stand
      if (parts.topic === undefined && parts.category !== found.category) parts.topic = null;
      await this.history.append(manager, {
        caseId,
        type: by.manual ? 'classified-manually' : 'classified',
        actor: by.actor,
        data: { ...proposed },
        dedupeKey: effectKey,
        stage: 'classified',
        changes: { ...parts, ...(because ? { because } : {}) },
      });
      return parts;
    });
  }
}

/** A proposal that comes after a person's correction fills in only what the person left open. */
function withCorrection(
  proposed: Omit<CaseClassification, 'because'>,
  { caseType, category, topic, urgency, responseLevel, area }: Case,
): Omit<CaseClassification, 'because'> {
  const sameCategory = category === null || category === proposed.category;
  return {
    ...proposed,
    caseType: caseType ?? proposed.caseType,
    category: category ?? proposed.category,
    topic: topic ?? (sameCategory ? proposed.topic : null),
    urgency: urgency ?? proposed.urgency,
    responseLevel: responseLevel ?? proposed.responseLevel,
    area: area ?? proposed.area,
    // a person is sure where type and category are theirs
    confidence: caseType !== null && category !== null ? 1 : proposed.confidence,
  };
}
