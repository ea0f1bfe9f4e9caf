export { computeDeadlines, type Deadlines } from './deadlines';
export { decideExtension, type TimeDecision } from './extension';
export type { TimeLimits, TimeProfile } from './limits';
export { decideReturn, type ReturnParts } from './return';
export { type CalendarOverrides, WorkingCalendar } from './working-calendar';
export { workingCalendarOf } from './working-calendar-of';
