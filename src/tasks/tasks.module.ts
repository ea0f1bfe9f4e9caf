import { Global, Module } from '@nestjs/common';
import { TasksService } from './tasks.service';
import { SubmissionsService } from './submissions.service';
import { SubmissionSweep } from './submission-sweep';
import { TaskBackgrounds } from './task-background';
import { TaskForms } from './task-forms';
import { TaskSubjects } from './task-subjects';
import { SavedFiltersService } from './saved-filters.service';
import { FormFiles } from './form-files';
import { FormOptions } from './form-options';
import { OpenTasksService } from './open-tasks.service';

@Global()
@Module({
  providers: [
    SavedFiltersService,
    TasksService,
    SubmissionsService,
    SubmissionSweep,
    TaskForms,
    TaskSubjects,
    TaskBackgrounds,
    FormOptions,
    FormFiles,
    OpenTasksService,
  ],
  exports: [SavedFiltersService, TasksService, SubmissionsService, TaskSubjects, FormOptions, OpenTasksService],
})
export class TasksModule {}
