import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ArchiveService } from '../archive/archive.service';
import { CasePathService } from '../monitor/case-path.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId });
type In = z.infer<typeof input>;

/** Closes the case and files all its material (立卷归档). */
@Injectable()
export class ArchiveCaseWorker extends JobWorker<In, object> {
  readonly type = 'archive-case';
  readonly input = input;

  constructor(
    private readonly archive: ArchiveService,
    private readonly paths: CasePathService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { caseId } = job.variables;
    await this.archive.archive(job.effectKey, caseId, await this.paths.history(caseId));
    return complete({});
  }
}
