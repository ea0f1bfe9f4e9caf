export { computeDeadlines, type Deadlines } from './deadlines';
export { decideExtension, type TimeDecision } from './extension';
export { LimitTable } from './limit-table';
export type { TimeLimits, TimeProfile } from './limits';
export { decideReturn, type ReturnParts } from './return';
export { type RuleSource, TIME_RULES } from './rules';
export { isDate, parseStatutory, type StatutoryLimit } from './statutory';
export { type CalendarOverrides, WorkingCalendar } from './working-calendar';
export { workingCalendarOf } from './working-calendar-of';
