import { Module } from '@nestjs/common';
import { BatchesService } from './batches.service';
import { CasePathService } from './case-path.service';
import { MonitorService } from './monitor.service';

@Module({
  providers: [BatchesService, CasePathService, MonitorService],
  exports: [BatchesService, CasePathService, MonitorService],
})
export class MonitorModule {}
