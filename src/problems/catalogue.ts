/**
 * Every problem that the API answers with: its stable code and HTTP status. The words are the i18n files'
 * `problem.<code>`; a rule's refusal carries the rule's name as its code.
 */
export const PROBLEMS = {
  'archive-damaged': 500,
  'assignment-not-open': 409,
  'case-closed': 409,
  'due-in-the-past': 422,
  'engine-unavailable': 503,
  'extension-already-requested': 409,
  'extension-force-majeure-only': 422,
  'extension-none': 422,
  'extension-statutory': 422,
  'extension-too-late': 422,
  'extension-too-long': 422,
  'extension-used-up': 422,
  forbidden: 403,
  'idempotency-key-reused': 422,
  internal: 500,
  'deployment-refused': 422,
  'login-failed': 401,
  'not-found': 404,
  'not-ready': 503,
  'payload-too-large': 413,
  'refused-by-rule': 422,
  'return-already-requested': 409,
  'return-incomplete': 422,
  'return-only-once': 422,
  'return-too-late': 422,
  'survey-closed': 409,
  'task-claimed': 409,
  'task-not-open': 409,
  'too-many-requests': 429,
  unauthenticated: 401,
  'unknown-unit': 422,
  'validation-failed': 400,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
