import { Global, Module } from '@nestjs/common';
import { TasksService } from './tasks.service';
import { SubmissionsService } from './submissions.service';
import { SubmissionSweep } from './submission-sweep';
import { TaskSubjects } from './task-subjects';
import { FormOptions } from './form-options';

@Global()
@Module({
  providers: [TasksService, SubmissionsService, SubmissionSweep, TaskSubjects, FormOptions],
  exports: [TasksService, SubmissionsService, TaskSubjects, FormOptions],
})
export class TasksModule {}
