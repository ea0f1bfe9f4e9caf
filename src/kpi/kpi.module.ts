import { Module } from '@nestjs/common';
import { ConfigWatch } from '../config/config-watch';
import { readKpiTargets } from './kpi-config';
import { CountedQuarters } from './counted-quarters';
import { CountedUnitDays } from './counted-unit-days';
import { KpiCounting } from './kpi-counting';
import { KpiRecordsService } from './kpi-records.service';
import { KPI_TARGETS } from './kpi-targets.token';
import { KpiService } from './kpi.service';

/** The measures of D1 一(二) and the assessment of units. */
@Module({
  providers: [
    CountedQuarters,
    CountedUnitDays,
    KpiCounting,
    KpiService,
    KpiRecordsService,
    {
      provide: KPI_TARGETS,
      useFactory: (watch: ConfigWatch) => watch.follow(readKpiTargets),
      inject: [ConfigWatch],
    },
  ],
  exports: [KpiService, KpiRecordsService],
})
export class KpiModule {}
