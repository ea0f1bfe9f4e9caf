import { z } from 'zod';
import { code } from './terms';

const variables = z.record(z.string(), z.unknown());

/** config/trials.yaml: what the studio's dry runs start with and answer. */
export const trialsSchema = z.strictObject({
  cases: z.array(z.strictObject({ code, title: z.string().min(1), variables })).min(1),
  common: variables.describe('Variables that every sample case has'),
  jobs: z.record(code, variables).describe('Answers of service tasks, by job type'),
  tasks: z.record(code, variables).describe('Answers of user tasks, by the id of the form'),
});

export type Trials = z.infer<typeof trialsSchema>;
