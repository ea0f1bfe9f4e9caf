/** What can be wrong between the parts of the system; the words are the i18n files' `verify.<rule>`. */
export const VERIFY_RULES = {
  'case-without-registration': 'lost',
  'case-without-audit': 'lost',
  'action-without-audit': 'lost',
  'message-unsent': 'lost',
  'sms-unsent': 'lost',
  'sms-missing': 'lost',
  'order-missing': 'lost',
  'result-missing': 'lost',
  'document-missing': 'lost',
  'archive-missing': 'lost',
  'file-missing': 'lost',
  'case-without-process': 'lost',
  'assignment-without-process': 'lost',
  'submission-unsettled': 'lost',
  'task-without-submission': 'lost',
  'case-twice': 'doubled',
  'event-twice': 'doubled',
  'document-twice': 'doubled',
  'document-without-event': 'doubled',
  'sms-twice': 'doubled',
  'audit-twice': 'doubled',
  'process-twice': 'doubled',
  'assignment-process-twice': 'doubled',
  'assignment-left-open': 'inconsistent',
  'erasure-unfinished': 'inconsistent',
  'file-damaged': 'inconsistent',
  'number-ahead': 'inconsistent',
  'process-ended-early': 'inconsistent',
  'process-still-running': 'inconsistent',
  'process-elsewhere': 'inconsistent',
  'process-without-case': 'inconsistent',
  'assignment-still-running': 'inconsistent',
  incident: 'inconsistent',
} as const;

export type VerifyRule = keyof typeof VERIFY_RULES;
export type FindingKind = (typeof VERIFY_RULES)[VerifyRule];

/** One thing that breaks a rule: which, and what an admin looks for to see it. */
export interface Finding {
  rule: VerifyRule;
  /** Case number, id or key. */
  subject: string;
  details?: Record<string, unknown>;
}

/** How many things there are of each kind. */
export function countKinds(findings: readonly Finding[]): Record<FindingKind, number> {
  const counts = { lost: 0, doubled: 0, inconsistent: 0 };
  for (const { rule } of findings) counts[VERIFY_RULES[rule]] += 1;
  return counts;
}

/** The same thing found again has the same name. */
export const nameOf = ({ rule, subject }: Finding): string => `${rule} ${subject}`;
