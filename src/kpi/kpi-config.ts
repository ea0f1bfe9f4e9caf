import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../config/yaml-file';

/** Why a period, or a message, is left out of a measure (D1 一(二)). */
export const EXCLUSION_REASONS = ['emergency', 'system-fault', 'over-capacity', 'invalid-message'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

const share = z.number().min(0).max(1);
const weight = z.number().min(0).max(100);

/** config/kpi.yaml: targets of D1 一(二) and the weights of the assessment of units (D3 第八条). */
export const kpiSchema = z.strictObject({
  calls: z.strictObject({
    answeredTarget: share.describe('Person-answered rate: answered / incoming, a day'),
    inTimeSeconds: z.number().positive().describe('Seconds from coming in to being answered that count as in time'),
    inTimeTarget: share.describe('Share of the answered calls that were answered in time'),
    validSeconds: z.number().min(0).describe('A call that lasted less is no valid call'),
    exclusions: z.array(z.enum(EXCLUSION_REASONS)).describe('Reasons for which a period of calls may be left out'),
  }),
  sms: z.strictObject({
    repliedTarget: share.describe('Messages replied to on the day on which they came / messages that came'),
    exclusions: z.array(z.enum(EXCLUSION_REASONS)).describe('Reasons for which messages may be left out'),
  }),
  complaints: z.strictObject({ upheldTarget: share.describe('Upheld complaints about staff / valid calls, at most') }),
  assessment: z
    .strictObject({ onTime: weight, signIn: weight, returns: weight, satisfaction: weight, redo: weight })
    .refine((weights) => Object.values(weights).reduce((sum, one) => sum + one, 0) === 100, 'weights must sum to 100')
    .describe('Weights of the assessment of units'),
});

/** What is measured against, as config/kpi.yaml says it. */
export type KpiTargets = z.infer<typeof kpiSchema>;

/** Reads config/kpi.yaml; throws ConfigError with file, line and key of what is wrong. */
export function readKpiTargets(folder: string): KpiTargets {
  return readYaml(join(folder, 'kpi.yaml'), 'config/kpi.yaml', kpiSchema);
}
