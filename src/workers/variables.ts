import { z } from 'zod';

/** A case variable: id of the case. */
export const caseId = z.uuid();

/** The assignment that an instance of handle-assignment is about. */
export const assignment = z.object({
  assignmentId: z.uuid(),
  unit: z.string(),
  role: z.enum(['lead', 'co']),
});

/** Inside a sub-platform: its assignment, through which the case was handed down; missing for what is a body's own. */
export const platformAssignmentId = z
  .uuid()
  .nullish()
  .transform((id) => id ?? undefined);

/** Elements that a header of the diagram names, parted by commas. */
export const elementIds = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((id) => id.trim()));

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

/** Where a reviewed result is submitted and filed, in order. */
export const submissionSteps = z.array(
  z.object({ step: z.string(), group: z.string(), kind: z.enum(['submit', 'file']) }),
);

/** Before whom a briefing comes, in order. */
export const leaders = z.array(z.object({ post: z.string(), group: z.string() })).min(1);

/** Which submission a task left, if the variable is still there. */
export const submissionId = z.uuid().nullish();

/** An instant that a form kept; undefined when none was entered. */
export function instantOf(value: unknown): Date | undefined {
  const instant = typeof value === 'string' ? new Date(value) : undefined;
  return instant && !Number.isNaN(instant.getTime()) ? instant : undefined;
}

/** A text that a form kept, trimmed; null when nothing was entered. */
export function textOf(kept: Record<string, unknown> | undefined, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = kept?.[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return null;
}
