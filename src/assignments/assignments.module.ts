import { Global, Module } from '@nestjs/common';
import { AssignmentsService } from './assignments.service';
import { DeadlinesService } from './deadlines.service';
import { ExtensionsService } from './extensions.service';
import { ReturnsService } from './returns.service';

@Global()
@Module({
  providers: [AssignmentsService, DeadlinesService, ExtensionsService, ReturnsService],
  exports: [AssignmentsService, DeadlinesService, ExtensionsService, ReturnsService],
})
export class AssignmentsModule {}
