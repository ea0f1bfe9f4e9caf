import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import { Assignment, OPEN_STATUSES } from '../assignments/assignment.entity';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { caseStartOf } from '../cases/case-start';
import { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { DocumentsService } from '../documents/documents.service';
import { CitizenMessages } from '../notifications/citizen-messages.service';
import { EffectsService, OutboxService } from '../outbox';
import { CaseMerge } from './case-merge.entity';

/** What the process merged-case does with a case that follows another one (并案). */
@Injectable()
export class FollowersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly documents: DocumentsService,
    private readonly citizens: CitizenMessages,
  ) {}

  /** The case's own handling has ended: what units had of it is withdrawn. */
  async follow(effectKey: string, caseId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      await this.history.lockOpen(manager, caseId);
      await manager.update(Assignment, { caseId, status: In(OPEN_STATUSES) }, { status: 'withdrawn' });
      await this.history.append(manager, {
        caseId,
        type: 'following',
        actor: SYSTEM,
        dedupeKey: effectKey,
        stage: 'following',
      });
    });
  }

  /** The main case's answer is this case's too: its own reply document, its own message to its own citizen. */
  async recordAnswer(effectKey: string, caseId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const merge = await manager.findOneByOrFail(CaseMerge, { caseId, undoneAt: IsNull() });
      const main = await manager.findOneByOrFail(Case, { id: merge.mainCaseId });
      const results = await manager.find(Assignment, {
        where: { caseId: main.id, round: main.round, status: 'done', parentId: IsNull() },
        order: { role: 'DESC', doneAt: 'ASC' },
      });
      const answer = main.answer ?? results.map(({ result }) => result ?? '').join('\n');
      await manager.update(CaseMerge, merge.id, { answeredAt: this.clock.now() });
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
          reply: answer,
          answeredAt: this.clock.now().toISOString(),
        },
      });
      await this.history.append(manager, {
        caseId,
        type: 'answered',
        actor: SYSTEM,
        data: { documentId, main: main.number },
        dedupeKey: effectKey,
        stage: 'answered',
        changes: { answer },
      });
      await this.citizens.tell(manager, found, {
        dedupeKey: effectKey,
        template: 'case-answered',
        params: { number: found.number },
      });
    });
  }

  /** The case goes its own way again, in a new round: the message starts its process anew once this one has ended. */
  async restart(effectKey: string, caseId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const round = found.round + 1;
      // not satisfied with the main case's answer: the citizen's case follows no more
      await manager.update(
        CaseMerge,
        { caseId, undoneAt: IsNull() },
        { undoneAt: this.clock.now(), undoneBy: SYSTEM, undoneReason: 'dissatisfied' },
      );
      await this.history.append(manager, {
        caseId,
        type: 'redo-opened',
        actor: SYSTEM,
        data: { round },
        dedupeKey: effectKey,
        stage: 'redo',
        changes: { round },
      });
      await this.outbox.add(manager, {
        name: 'case-registered',
        ...caseStartOf({ ...found, round }, this.config.profileOf(found.body, found.profile), { messageId: effectKey }),
      });
    });
    this.outbox.relaySoon();
  }
}
