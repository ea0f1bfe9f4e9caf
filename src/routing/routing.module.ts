import { Global, Module } from '@nestjs/common';
import { NegotiationsService } from './negotiations.service';
import { RoutingReportService } from './routing-report.service';
import { RoutingService } from './routing.service';

@Global()
@Module({
  providers: [RoutingService, NegotiationsService, RoutingReportService],
  exports: [RoutingService, NegotiationsService, RoutingReportService],
})
export class RoutingModule {}
