import { Global, Module } from '@nestjs/common';
import { DeploymentJournal } from '../engine';
import { DraftsService } from './drafts.service';
import { ReleasesService } from './releases.service';
import { ResourcesService } from './resources.service';
import { StartJournal } from './start-journal';
import { TrialsService } from './trials.service';

/** What process owners change: drafts, dry runs, releases. Global, because the engine module's start keeps its journal here. */
@Global()
@Module({
  providers: [
    DraftsService,
    ReleasesService,
    ResourcesService,
    TrialsService,
    { provide: DeploymentJournal, useClass: StartJournal },
  ],
  exports: [DraftsService, ReleasesService, ResourcesService, TrialsService, DeploymentJournal],
})
export class StudioModule {}
