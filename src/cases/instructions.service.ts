import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThanOrEqual } from 'typeorm';
import { Clock } from '../clock/clock';
import { EffectsService, idFrom, OutboxService } from '../outbox';
import { factsWith } from '../supervision/press-facts';
import { SupervisionService } from '../supervision/supervision.service';
import { Case } from './case.entity';
import { CaseHistory, SYSTEM } from './case-history';
import { Instruction } from './instruction.entity';

/** What one leader decided on a briefing. */
export interface LeaderInstruction {
  post: string;
  by: string;
  at: Date;
  action: 'transfer' | 'close';
  units: string[];
  text: string | null;
  dueAt: Date | null;
}

/** What the leaders decided together: transferred if any of them says so, to all whom they name, by the earliest deadline. */
export interface Instructed {
  instructionAction: 'transfer' | 'close';
  chosenUnits: string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The door of leaders' instructions (D1 一(一)2(3), 5): kept each, watched by their own deadline, and reported back. */
@Injectable()
export class InstructionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly supervision: SupervisionService,
  ) {}

  /** Keeps the instructions of all leaders before whom the briefing came; a deadline among them starts its watch. */
  async record(effectKey: string, caseId: string, instructions: LeaderInstruction[]): Promise<Instructed> {
    const instructed = await this.effects.once(effectKey, async (manager) => {
      await this.history.lockOpen(manager, caseId);
      await manager.update(Case, caseId, { instructed: true });
      for (const [index, { by, at, ...said }] of instructions.entries()) {
        const dedupeKey = `${effectKey}:${index}`;
        const id = idFrom('instruction', dedupeKey);
        await manager.insert(Instruction, { id, caseId, instructedBy: by, instructedAt: at, ...said });
        const { text: instruction, dueAt, ...rest } = said;
        await this.history.append(manager, {
          caseId,
          type: 'instructed',
          actor: by,
          data: { ...rest, instruction, dueAt: dueAt?.toISOString() ?? null },
          dedupeKey,
          stage: 'instructed',
          at,
        });
      }
      const due = instructions.flatMap(({ dueAt }) => (dueAt ? [dueAt.getTime()] : []));
      if (due.length > 0) {
        await this.outbox.add(manager, {
          name: 'instruction-deadline-set',
          correlationKey: caseId,
          messageId: effectKey,
          timeToLiveMs: DAY_MS,
          variables: { instructionDue: new Date(Math.min(...due)).toISOString() },
        });
      }
      const transfers = instructions.filter(({ action }) => action === 'transfer');
      return {
        instructionAction: transfers.length > 0 ? ('transfer' as const) : ('close' as const),
        chosenUnits: [...new Set(transfers.flatMap(({ units }) => units))],
      };
    });
    this.outbox.relaySoon();
    return instructed;
  }

  /** The instruction's deadline has passed and its leader has not heard of a result. */
  async recordOverdue(effectKey: string, caseId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      await this.history.lockOpen(manager, caseId);
      const now = this.clock.now();
      const late = await manager.findBy(Instruction, {
        caseId,
        dueAt: LessThanOrEqual(now),
        overdueAt: IsNull(),
        fedBackAt: IsNull(),
      });
      for (const { id, post, dueAt } of late) {
        await manager.update(Instruction, id, { overdueAt: now });
        await this.history.append(manager, {
          caseId,
          type: 'instruction-overdue',
          actor: SYSTEM,
          data: { post, dueAt: dueAt!.toISOString() },
          dedupeKey: `instruction-overdue:${id}`,
        });
        // An instructed case is supervised (D1 一(一)4).
        await this.supervision.report(manager, caseId, {
          pressId: idFrom('instruction-overdue', id),
          facts: factsWith({ instructed: true }),
        });
      }
    });
    this.outbox.relaySoon();
  }

  /** The instructions on a case, in the order in which they were given. */
  async ofCase(caseId: string): Promise<Instruction[]> {
    return this.dataSource.getRepository(Instruction).find({ where: { caseId }, order: { instructedAt: 'ASC' } });
  }
}
