import { Global, Module } from '@nestjs/common';
import { AssignmentsService } from './assignments.service';
import { CaseRoutingService } from './case-routing.service';
import { DeadlinesService } from './deadlines.service';
import { DueDatesService } from './due-dates.service';
import { ExtensionsService } from './extensions.service';
import { JointService } from './joint.service';
import { PhoneNoticesService } from './phone-notices.service';
import { ReturnsService } from './returns.service';
import { StatutoryLimitService } from './statutory-limit.service';
import { SubPlatformsService } from './sub-platforms.service';

@Global()
@Module({
  providers: [
    AssignmentsService,
    CaseRoutingService,
    DeadlinesService,
    DueDatesService,
    ExtensionsService,
    JointService,
    PhoneNoticesService,
    ReturnsService,
    StatutoryLimitService,
    SubPlatformsService,
  ],
  exports: [
    AssignmentsService,
    CaseRoutingService,
    DeadlinesService,
    ExtensionsService,
    JointService,
    PhoneNoticesService,
    ReturnsService,
    StatutoryLimitService,
    SubPlatformsService,
  ],
})
export class AssignmentsModule {}
