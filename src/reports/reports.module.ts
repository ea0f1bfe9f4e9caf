import { Global, Module } from '@nestjs/common';
import { KpiModule } from '../kpi/kpi.module';
import { ReportsService } from './reports.service';

@Global()
@Module({ imports: [KpiModule], providers: [ReportsService], exports: [ReportsService] })
export class ReportsModule {}
