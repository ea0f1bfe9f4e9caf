import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { Problem } from '../problems/problem';
import { Case } from './case.entity';
import { CaseHistory } from './case-history';

export const CASE_TYPES = ['consult', 'help', 'suggest', 'criticise', 'complain', 'report'] as const;
export const URGENCIES = ['urgent', 'normal'] as const;
export const RESPONSE_LEVELS = ['emergency', 'utility', 'general', 'complex'] as const;

/** The parts of a classification that a person puts right; what is missing stays as it is. */
export interface Correction {
  caseType?: (typeof CASE_TYPES)[number];
  category?: string;
  topic?: string | null;
  urgency?: (typeof URGENCIES)[number];
  responseLevel?: (typeof RESPONSE_LEVELS)[number];
  area?: string | null;
}

/** What a classification is after a correction. */
export type Corrected = Required<{ [Part in keyof Correction]: string | null }>;

/** A correction that the configuration allows, and what it changes. */
export interface CheckedCorrection {
  before: Corrected;
  after: Corrected;
  changed: (keyof Corrected)[];
}

/** A case that nobody has said anything of yet. */
const UNCLASSIFIED: Corrected = {
  caseType: null,
  category: null,
  topic: null,
  urgency: null,
  responseLevel: null,
  area: null,
};

/**
 * Puts a wrong classification right: the case, its history and the audit trail say so, and the next training of a model
 * learns from it (models are trained on what archived cases are in the end). An order that a unit has stands as it is (D5 knows
 * one way to move it: the return); whatever is routed later, and its time limits, go by the correction.
 */
@Injectable()
export class ClassificationCorrections {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly history: CaseHistory,
    private readonly audit: AuditService,
  ) {}

  /** Throws not-found, case-closed, and validation-failed for a code that the configuration does not have. */
  async correct(caseId: string, correction: Correction, actor: string): Promise<Corrected> {
    return this.dataSource.transaction(async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const checked = this.checked(correction, partsOf(found));
      if (checked.changed.length > 0) {
        await manager.update(Case, caseId, { ...checked.after, confidence: 1 });
        await this.note(manager, caseId, checked, actor);
      }
      return checked.after;
    });
  }

  /** What a correction makes of a classification. Throws validation-failed for a code that the configuration does not have. */
  checked(correction: Correction, before = UNCLASSIFIED): CheckedCorrection {
    const given = Object.fromEntries(Object.entries(correction).filter(([, value]) => value !== undefined));
    const after: Corrected = { ...before, ...given };
    // a topic belongs to its category: another category leaves none
    if (correction.topic === undefined && !this.isBelow(after)) after.topic = null;
    this.check(after);
    return {
      before,
      after,
      changed: (Object.keys(after) as (keyof Corrected)[]).filter((part) => after[part] !== before[part]),
    };
  }

  /**
   * Says in the history and the audit trail what was put right of a case. At its registration it is what the agent put right of the
   * proposal before it was sent: the classifier's own follows and is kept beside it, so that the next training learns from the difference.
   */
  async note(manager: EntityManager, caseId: string, correction: CheckedCorrection, actor: string): Promise<void> {
    const { before, after, changed } = correction;
    const pick = (parts: Corrected) => Object.fromEntries(changed.map((part) => [part, parts[part]]));
    const data = { from: pick(before), to: pick(after) };
    await this.history.append(manager, {
      caseId,
      type: 'reclassified',
      actor,
      data,
      dedupeKey: `reclassified:${this.clock.now().toISOString()}:${caseId}`,
    });
    await this.audit.record(manager, {
      actor,
      action: 'case.classify',
      subjectType: 'case',
      subjectId: caseId,
      data,
    });
  }

  private check({ category, topic, area }: Corrected): void {
    const wrong = (field: string): never => {
      throw new Problem('validation-failed', {}, { errors: [{ field, code: 'invalid' }] });
    };
    const { categories, areas } = this.config;
    if (category !== null && !categories.some(({ code }) => code === category)) wrong('category');
    if (area !== null && !areas.some(({ code }) => code === area)) wrong('area');
    if (!this.isBelow({ category, topic })) wrong('topic');
  }

  /** Whether the topic, if there is one, is one of the category's. */
  private isBelow({ category, topic }: Pick<Corrected, 'category' | 'topic'>): boolean {
    if (topic === null) return true;
    const [second, third] = topic.split('/');
    const below = this.config.labelScheme
      .filter((first) => first.category === category)
      .flatMap(({ topics }) => topics);
    return below.some(({ code, topics }) => code === second && topics.some((one) => one.code === third));
  }
}

function partsOf({ caseType, category, topic, urgency, responseLevel, area }: Case): Corrected {
  return { caseType, category, topic, urgency, responseLevel, area };
}
