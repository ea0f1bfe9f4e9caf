import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseHistory } from '../cases/case-history';
import { EffectsService, idFrom } from '../outbox';
import { Assignment } from './assignment.entity';
import { AssignmentsService } from './assignments.service';
import { PhoneNotice } from './phone-notice.entity';

/** A call to a unit: who spoke, when, with whom, and whether anybody was reached. */
export interface PhoneCall {
  by: string;
  at: Date;
  number: string | null;
  answeredBy: string | null;
  reached: boolean;
  note: string | null;
}

/** The door of phone notices: an urgent assignment's unit is phoned at once (D5 一(三)). */
@Injectable()
export class PhoneNoticesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly assignments: AssignmentsService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
  ) {}

  /** An agent phoned the unit about an urgent case at once (D5 一(三)): each call has its record, whoever it reached. */
  async record(effectKey: string, assignmentId: string, call: PhoneCall): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const { assignment, found } = await this.assignments.lock(manager, assignmentId);
      const { by, at, ...said } = call;
      await manager.insert(PhoneNotice, {
        id: idFrom('phone-notice', effectKey),
        assignmentId,
        phonedBy: by,
        phonedAt: at,
        ...said,
      });
      if (call.reached) await manager.update(Assignment, assignment.id, { phonedAt: at });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: 'unit-phoned',
        actor: by,
        data: { unit: assignment.unit, phonedAt: at.toISOString(), ...said },
        dedupeKey: effectKey,
      });
    });
  }

  /** The calls about an assignment, oldest first. */
  async ofAssignment(assignmentId: string): Promise<PhoneNotice[]> {
    return this.dataSource.getRepository(PhoneNotice).find({ where: { assignmentId }, order: { phonedAt: 'ASC' } });
  }
}
