/** What the decision `time-limits` gives for a case: one row of bpmn/time-limits.dmn. */
export interface TimeLimits {
  /** Clock hours on working days within which the unit signs in (D5 (一): 24). */
  signInHours: number;
  /** Working days within which a return may be applied for (D5 (二): 1). */
  returnDays: number;
  /** Working days to handle in (D5 (三)); null where clock hours rule. */
  handlingDays: number | null;
  /** Clock hours through holidays (D7 第四条: 2, 24, 168, 360); null where working days rule. */
  clockHours: number | null;
  /** How often the limit may be extended (D5 (四)). */
  extensionTimes: number;
  /** Working days that one extension gives at most (D5 (四)). */
  extensionDays: number;
  /** Only force majeure is a ground (D5 (四) 1: urgent matters). */
  extensionForceMajeureOnly: boolean;
}

/** What of a profile the rules on time read. */
export interface TimeProfile {
  /** Local time (HH:mm) at which a working day ends. */
  closeOfBusiness: string;
  /** Clock hours before the handling deadline at which the unit is reminded. */
  remindHours: number;
}
