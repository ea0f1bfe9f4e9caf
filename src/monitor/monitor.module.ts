import { Module } from '@nestjs/common';
import { CasePathService } from './case-path.service';
import { MonitorService } from './monitor.service';

@Module({ providers: [CasePathService, MonitorService], exports: [CasePathService, MonitorService] })
export class MonitorModule {}
