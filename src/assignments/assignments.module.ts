import { Global, Module } from '@nestjs/common';
import { AssignmentsService } from './assignments.service';
import { CaseRoutingService } from './case-routing.service';
import { DeadlinesService } from './deadlines.service';
import { ExtensionsService } from './extensions.service';
import { JointService } from './joint.service';
import { PhoneNoticesService } from './phone-notices.service';
import { ReturnsService } from './returns.service';
import { SubPlatformsService } from './sub-platforms.service';

@Global()
@Module({
  providers: [
    AssignmentsService,
    CaseRoutingService,
    DeadlinesService,
    ExtensionsService,
    JointService,
    PhoneNoticesService,
    ReturnsService,
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
    SubPlatformsService,
  ],
})
export class AssignmentsModule {}
