import { Global, Module } from '@nestjs/common';
import { CaseNotesService } from './case-notes.service';
import { MediaService } from './media.service';
import { OpinionWatchService } from './opinion-watch.service';
import { SupervisionService } from './supervision.service';

const SERVICES = [CaseNotesService, MediaService, OpinionWatchService, SupervisionService];

@Global()
@Module({ providers: SERVICES, exports: SERVICES })
export class SupervisionModule {}
