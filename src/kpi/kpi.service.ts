import { Inject, Injectable } from '@nestjs/common';
import { HotlineConfig } from '../config/hotline-config';
import { assess, type UnitAssessment } from './assessment';
import { CountedQuarters, type Period } from './counted-quarters';
import { CountedUnitDays } from './counted-unit-days';
import { KPI_TARGETS } from './kpi-targets.token';
import type { KpiTargets } from './kpi-config';
import { CALL_MEASURES, type KpiRow, rowsOf } from './kpi';

export type { Period } from './counted-quarters';

/** Measures, from what was counted ahead. */
@Injectable()
export class KpiService {
  constructor(
    private readonly config: HotlineConfig,
    private readonly quarters: CountedQuarters,
    private readonly unitDays: CountedUnitDays,
    @Inject(KPI_TARGETS) private readonly targets: KpiTargets,
  ) {}

  /**
   * A body's measures of D1 一(二) for each day of a period and for all of it; of the calls to one of its lines only, where one is
   * named. The period begins and ends with a local day.
   */
  async measures(period: Period, body: string, line?: string): Promise<{ days: KpiRow[]; total: KpiRow[] }> {
    const measured = rowsOf(await this.quarters.days(period, body, line), this.targets);
    if (line === undefined) return measured;
    const ofCalls = ({ measure: name }: KpiRow): boolean => (CALL_MEASURES as readonly string[]).includes(name);
    return { days: measured.days.filter(ofCalls), total: measured.total.filter(ofCalls) };
  }

  /** The assessment of a body's units (考核) by what their assignments issued on the days of the period came to. */
  async assessment(period: Period, body: string): Promise<(UnitAssessment & { name: string })[]> {
    return assess(await this.unitDays.sums(period, body), this.targets.assessment).map((one) => ({
      ...one,
      name: this.config.units.find(({ code }) => code === one.unit)?.name ?? one.unit,
    }));
  }
}
