import { z } from 'zod';

/** A case variable: id of the case. */
export const caseId = z.uuid();

/** The assignment that an instance of handle-assignment is about. */
export const assignment = z.object({
  assignmentId: z.uuid(),
  unit: z.string(),
  role: z.enum(['lead', 'co']),
});

/** Row of the DMN decision time-limits. */
export const limits = z.object({
  signInHours: z.number(),
  returnDays: z.number(),
  handlingDays: z.number().nullable(),
  clockHours: z.number().nullable(),
  extensionTimes: z.number(),
  extensionDays: z.number(),
  extensionForceMajeureOnly: z.boolean(),
});

/** Who reviews a result before it goes out, in order. */
export const reviewChain = z.array(z.object({ step: z.string(), group: z.string() }));

/** Which submission a task left, if the variable is still there. */
export const submissionId = z.uuid().nullish();

/** A text that a form kept, trimmed; null when nothing was entered. */
export function textOf(kept: Record<string, unknown> | undefined, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = kept?.[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return null;
}
