import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AssignmentsService } from '../assignments/assignments.service';
import { SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { CaseNotesService } from '../supervision/case-notes.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment, caseId } from './variables';

const input = z.object({ caseId, assignment });
type In = z.infer<typeof input>;

/** The unit took receipt (签收): when its person said so, not when we hear of it. An urge before it raises what follows. */
@Injectable()
export class RecordSignInWorker extends JobWorker<In, { signedIn: boolean; urged: boolean }> {
  readonly type = 'record-sign-in';
  readonly input = input;

  constructor(
    private readonly assignments: AssignmentsService,
    private readonly submissions: SubmissionsService,
    private readonly clock: Clock,
    private readonly notes: CaseNotesService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted = await this.submissions.latest(job.processInstanceKey, 'sign-in');
    await this.assignments.signIn(job.effectKey, job.variables.assignment.assignmentId, {
      by: submitted?.by ?? SYSTEM,
      at: submitted?.at ?? this.clock.now(),
    });
    return complete({ signedIn: true, urged: await this.notes.isUrged(job.variables.caseId) });
  }
}
