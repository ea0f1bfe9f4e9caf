/** Injection token of what config/kpi.yaml says (KpiTargets). */
export const KPI_TARGETS = Symbol('KPI_TARGETS');
