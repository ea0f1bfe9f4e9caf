import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { settingsOf } from '../cases/case-settings';
import { HotlineConfig } from '../config/hotline-config';
import { EffectsService } from '../outbox';
import { Assignment, OPEN_STATUSES } from './assignment.entity';
import { AssignmentsService } from './assignments.service';
import { handedDown } from './case-part';

/** What the process of a sub-platform goes by: its own profile and people instead of those of the body above. */
export interface HandedDown {
  profile: string;
  settings: Record<string, unknown>;
  platformAssignmentId: string;
  chosenUnits: string[];
  /** False when its units have done it already, as after a rejected return: only the report is missing. */
  toAssign: boolean;
}

/** The door of sub-platforms (分平台, D6 第五条): they take on what the body above hands down, and report back to it. */
@Injectable()
export class SubPlatformsService {
  constructor(
    private readonly config: HotlineConfig,
    private readonly assignments: AssignmentsService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
  ) {}

  /** Hands an assignment down; the body that took the case down stays the first receiver (首接负责, D6 第三条). */
  async handDown(effectKey: string, assignmentId: string): Promise<HandedDown> {
    return this.effects.once(effectKey, async (manager) => {
      const { assignment, found } = await this.assignments.lock(manager, assignmentId);
      const { body, profile } = handedDown(assignment, this.config);
      const parts = await manager.findBy(Assignment, {
        parentId: assignmentId,
        status: In(['done', ...OPEN_STATUSES]),
      });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: 'handed-down',
        actor: SYSTEM,
        data: {
          unit: assignment.unit,
          from: assignment.body,
          to: body,
          profile,
          firstReceiver: found.body,
          handlingDue: assignment.handlingDue?.toISOString(),
        },
        dedupeKey: effectKey,
      });
      return {
        profile,
        settings: settingsOf(body, this.config.profileOf(body)),
        platformAssignmentId: assignmentId,
        chosenUnits: [],
        toAssign: parts.length === 0 || parts.some(({ status }) => status !== 'done'),
      };
    });
  }
}
