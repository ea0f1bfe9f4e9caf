import { z } from 'zod';

export const code = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a code is lower-case letters, digits and hyphens');
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is HH:mm');
export const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a date is yyyy-MM-dd');
export const timeZone = z
  .string()
  .refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'no such time zone');
