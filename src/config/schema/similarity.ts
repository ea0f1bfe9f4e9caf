import { z } from 'zod';
import { code } from './terms';

/** config/similarity.yaml: same matters, hot spots and what these open. */
export const similaritySchema = z.strictObject({
  sameMatter: z.strictObject({
    same: z.number().positive().max(1).describe('From this likeness on, two cases are about the same matter'),
    belongs: z
      .number()
      .positive()
      .max(1)
      .describe('Mean likeness to several cases of a matter from which a case is of it'),
    joins: z
      .number()
      .positive()
      .max(1)
      .describe('Mean likeness to several cases of each of two matters from which a case makes them one'),
    otherArea: z.number().min(0).max(1).describe('Taken off where both cases name an area and not the same one'),
    days: z.int().min(1).describe('Calendar days back to which cases are compared'),
    shown: z.int().min(1).max(20).describe('So many similar cases are shown at intake'),
  }),
  heat: z.strictObject({
    windowDays: z.int().min(2).describe('Calendar days whose cases make the heat'),
    halfLifeDays: z.number().positive().describe('A case of so many days ago counts half'),
    growthWeight: z.number().min(0).describe('How much a rise against the window before counts'),
    supportWeight: z.number().min(0).describe('How much an urge counts beside a case'),
    minimumCases: z.int().min(2).describe('A matter of fewer cases is no hot spot'),
  }),
  rules: z.array(
    z.strictObject({
      name: code,
      categories: z.array(code).default([]).describe('Categories the rule is for; none = every one'),
      words: z.array(z.string().min(1)).default([]).describe('Words of which the texts must have one; none = any text'),
      minimumCases: z.int().min(1),
      minimumHeat: z.number().min(0),
      opens: z.enum(['supervision', 'rectification']),
      dueDays: z.int().min(1).default(15).describe('Calendar days until a rectification is due'),
    }),
  ),
});

export type Similarity = z.infer<typeof similaritySchema>;
export type HotSpotRule = Similarity['rules'][number];
