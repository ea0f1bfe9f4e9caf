import { z } from 'zod';
import { code } from './terms';

export const ROLES = [
  'agent',
  'handler',
  'reviewer',
  'supervisor',
  'leader',
  'process-owner',
  'admin',
  'oversight',
  'media',
] as const;

/** config/demo-accounts.yaml */
export const demoAccountsSchema = z.strictObject({
  accounts: z.array(
    z.strictObject({
      username: z.string().min(1),
      name: z.string().min(1),
      role: z.enum(ROLES),
      unit: code.optional(),
      body: code.optional().describe('Hotline body that the account belongs to; missing = main'),
    }),
  ),
});

export type DemoAccount = z.infer<typeof demoAccountsSchema>['accounts'][number];
export type Role = (typeof ROLES)[number];
