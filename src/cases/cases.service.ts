import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { DocumentsService } from '../documents/documents.service';
import { CitizenMessages } from '../notifications/citizen-messages.service';
import { EffectsService } from '../outbox';
import { CaseHistory, SYSTEM } from './case-history';

/** The door of what is answered at once and of what is handled again. */
@Injectable()
export class CasesService {
  constructor(
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly documents: DocumentsService,
    private readonly citizens: CitizenMessages,
  ) {}

  /** Keeps the answer given from the knowledge base, as a reply document to the citizen. */
  async recordAnswer(effectKey: string, caseId: string, answer: { text: string; by: string }): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const { documentId } = await this.documents.issue(manager, {
        caseId,
        kind: 'reply',
        number: found.number,
        dedupeKey: effectKey,
        data: {
          body: this.config.body(found.body).name,
          caseNumber: found.number,
          title: found.title,
          content: found.content,
          reply: answer.text,
          answeredAt: this.clock.now().toISOString(),
        },
      });
      await this.history.append(manager, {
        caseId,
        type: 'answered',
        actor: answer.by,
        data: { documentId },
        dedupeKey: effectKey,
        stage: 'answered',
        changes: { answer: answer.text, disposal: 'answer' },
      });
      await this.citizens.tell(manager, found, {
        dedupeKey: effectKey,
        template: 'case-answered',
        params: { number: found.number },
      });
    });
  }

  /** Opens the next round of handling, because the citizen was not satisfied or a leader said so. */
  async openRedo(effectKey: string, caseId: string, round: number): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      await this.history.lockOpen(manager, caseId);
      const reason = await dissatisfactionOf(manager, caseId, round - 1);
      await this.history.append(manager, {
        caseId,
        type: 'redo-opened',
        actor: SYSTEM,
        data: { round, reason },
        dedupeKey: effectKey,
        stage: 'redo',
        changes: { round, disposal: 'transfer' },
      });
    });
  }
}

/** What the citizen was not satisfied with in a round: the reason for which it is handled again. */
export async function dissatisfactionOf(manager: EntityManager, caseId: string, round: number): Promise<string | null> {
  const rows: { comment: string | null }[] = await manager.query(
    `SELECT comment FROM revisit WHERE case_id = $1 AND round = $2 AND satisfaction = 'dissatisfied' ORDER BY attempt DESC LIMIT 1`,
    [caseId, round],
  );
  return rows[0]?.comment ?? null;
}
