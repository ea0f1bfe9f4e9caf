import { z } from 'zod';
import { code, date } from './terms';

/** Tiers of units (分级负责): what a profile's routing lists from the nearest to the citizen on. */
export const TIERS = ['street', 'county', 'city', 'company'] as const;

/** config/units.yaml: the registry of handling units. */
export const unitsSchema = z.strictObject({
  units: z
    .array(
      z.strictObject({
        code,
        name: z.string().min(1),
        tier: z.enum(TIERS),
        domains: z.array(code).describe('Categories that are the unit’s by function (归口管理)'),
        keywords: z.array(z.string().min(1)).default([]).describe('Words that tell the unit from others of its domain'),
        areas: z.array(code).default([]).describe('Areas that the unit serves; none = everywhere'),
        vertical: z.boolean().default(false).describe('A vertically managed body (垂直管理)?'),
        subPlatform: z
          .boolean()
          .default(false)
          .describe('A hotline body of its areas (分平台, D6 第五条), which transfers further down itself?'),
        capacity: z.int().min(1).optional().describe('Open assignments from which on the unit counts as overloaded'),
        absences: z
          .array(z.strictObject({ from: date, to: date, deputy: code.optional() }))
          .default([])
          .describe('Days (both included) on which the unit takes nothing, and who stands in for it'),
        parent: code.optional().describe('The unit above it, which takes over when it cannot (分级负责)'),
        phone: z.string().optional().describe('Where the unit is told of new orders and deadlines'),
      }),
    )
    .min(1),
});

/** config/areas.yaml */
export const areasSchema = z.strictObject({
  areas: z.array(
    z.strictObject({
      code,
      name: z.string().min(1),
      aliases: z.array(z.string().min(1)).default([]),
      parent: code.optional(),
    }),
  ),
});

/** config/categories.yaml: the categories of D2 with their reply. */
export const categoriesSchema = z.strictObject({
  categories: z.array(z.strictObject({ code, name: z.string().min(1), english: z.string().min(1) })).min(1),
});

/** config/holidays.yaml: what this body changes of the State Council's arrangement. */
export const holidaysSchema = z.strictObject({
  holidays: z.array(date).default([]),
  workingDays: z.array(date).default([]),
});

export type Unit = z.infer<typeof unitsSchema>['units'][number];
export type Area = z.infer<typeof areasSchema>['areas'][number];
export type Category = z.infer<typeof categoriesSchema>['categories'][number];
