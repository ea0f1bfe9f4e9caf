import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { DocumentsService } from '../documents/documents.service';
import { EffectsService } from '../outbox';
import { caseFactsOf } from './case-facts';
import { Case } from './case.entity';
import { CaseHistory, SYSTEM } from './case-history';
import { Instruction } from './instruction.entity';

/** The door of briefings (呈阅件): a case comes before the leaders, and what came of it is reported back to them. */
@Injectable()
export class BriefingsService {
  constructor(
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly documents: DocumentsService,
  ) {}

  /** Puts a briefing (呈阅件) before the leaders. */
  async issueBriefing(effectKey: string, caseId: string): Promise<{ documentId: string }> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const { documentId } = await this.documents.issue(manager, {
        caseId,
        kind: 'briefing',
        number: found.number,
        dedupeKey: effectKey,
        data: await this.briefingOf(manager, found),
      });
      await this.history.append(manager, {
        caseId,
        type: 'briefing-issued',
        actor: SYSTEM,
        data: { documentId, hot: found.hot, major: found.major },
        dedupeKey: effectKey,
        stage: 'escalated',
        changes: { disposal: 'escalate' },
      });
      return { documentId };
    });
  }

  /** Reports the handling of an instructed or important case back to the leaders. */
  async reportToLeaders(effectKey: string, caseId: string): Promise<{ documentId: string }> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const { documentId } = await this.documents.issue(manager, {
        caseId,
        kind: 'briefing',
        number: `${found.number}-R`,
        dedupeKey: effectKey,
        data: await this.briefingOf(manager, found),
      });
      await manager.update(Instruction, { caseId }, { fedBackAt: this.clock.now() });
      await this.history.append(manager, {
        caseId,
        type: 'reported-to-leaders',
        actor: SYSTEM,
        data: { documentId },
        dedupeKey: effectKey,
      });
      return { documentId };
    });
  }

  private async briefingOf(manager: EntityManager, found: Case): Promise<Record<string, unknown>> {
    const results: { unit: string; result: string | null; solved: boolean | null }[] = await manager.query(
      `SELECT unit, result, solved FROM assignment WHERE case_id = $1 AND status = 'done' AND parent_id IS NULL ORDER BY done_at`,
      [found.id],
    );
    return {
      body: this.config.body(found.body).name,
      ...(await caseFactsOf(manager, found)),
      hot: found.hot,
      major: found.major,
      results: results.map((result) => ({
        ...result,
        unitName: this.config.units.find((unit) => unit.code === result.unit)?.name ?? result.unit,
      })),
      issuedAt: this.clock.now().toISOString(),
    };
  }
}
