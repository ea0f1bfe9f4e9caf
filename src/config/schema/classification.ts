import { z } from 'zod';
import { code } from './terms';

const phrases = z.array(z.string().min(1)).min(1);

/** config/classification.yaml: the key phrases of the first classifier. */
export const classificationSchema = z.strictObject({
  caseType: z.strictObject({
    consult: phrases,
    help: phrases,
    suggest: phrases,
    criticise: phrases,
    complain: phrases,
    report: phrases,
  }),
  category: z.record(code, phrases),
  urgent: phrases,
  responseLevel: z.strictObject({ emergency: phrases, utility: phrases, complex: phrases }),
  major: phrases,
  hot: phrases,
});

/** A phrase after the other, separated by white space. */
const phraseLine = z
  .string()
  .min(1)
  .transform((line) => line.trim().split(/\s+/));

/** config/label-scheme.yaml: what a matter is about (归口), in three levels. */
export const labelSchemeSchema = z.strictObject({
  scheme: z.array(
    z.strictObject({
      category: code.describe('First level: a category of categories.yaml'),
      topics: z
        .array(
          z.strictObject({
            code,
            name: z.string().min(1),
            topics: z.array(
              z.strictObject({
                code,
                name: z.string().min(1),
                phrases: phraseLine.describe('What such a matter is told by, separated by spaces'),
              }),
            ),
          }),
        )
        .min(1),
    }),
  ),
});

export type KeyPhrases = z.infer<typeof classificationSchema>;
export type LabelScheme = z.infer<typeof labelSchemeSchema>['scheme'];
