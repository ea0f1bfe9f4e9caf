import { z } from 'zod';
import { code, timeZone } from './terms';

/** Sign-in and passwords; what is left out is as here. */
const securitySchema = z
  .strictObject({
    sessionHours: z.number().positive().max(24).default(8).describe('How long a sign-in is good for'),
    failuresAllowed: z.int().min(3).max(100).default(10).describe('Wrong passwords in a row that lock an account'),
    lockMinutes: z.number().positive().default(15).describe('For how long it is locked'),
    addressFailures: z
      .int()
      .min(3)
      .default(50)
      .describe('Wrong passwords of one network address in those minutes, after which it is not listened to'),
    passwordMinLength: z.int().min(8).max(128).default(12).describe('Shortest password that one may choose'),
    passwordKinds: z
      .int()
      .min(1)
      .max(4)
      .default(3)
      .describe('Kinds a password must have, of small letters, capitals, digits and everything else'),
    passwordScore: z.int().min(0).max(4).default(4).describe('How hard to guess it must be, from 0 to 4'),
  })
  .prefault({})
  .describe('Sign-in and passwords');

const days = z.int().min(1).max(36_500);

/** How long what is personal is kept; what is left out is as here. Cases go by their profile's `retentionYears`. */
const retentionSchema = z
  .strictObject({
    automatic: z
      .boolean()
      .default(true)
      .describe('Is what is due erased every hour by itself? Otherwise by `hotline erase` only'),
    textMessageDays: days.default(365).describe('Days after a text message was sent until its recipient and words go'),
    callDays: days.default(365).describe('Days after a call until the caller’s number goes'),
    messageDays: days
      .default(365)
      .describe('Days after a message of which no case came was dealt with until its sender and words go'),
    engineHistoryDays: days
      .default(180)
      .describe(
        'Days after its end until the engine forgets a process, which the archive of its case has long taken down',
      ),
  })
  .prefault({})
  .describe('How long what is personal is kept');

/** config/hotline.yaml: what holds for every body of the installation. */
export const installationSchema = z.strictObject({
  timeZone: timeZone.describe('Zone in which deadlines are computed and shown'),
  publicAddress: z.url().describe('Address of the citizen page, as messages to citizens give it'),
  answersFrom: z
    .number()
    .positive()
    .max(1)
    .default(0.75)
    .describe('A consult that holds so much of an article’s question is answered from the article (D1 一(一)2(1))'),
  security: securitySchema,
  retention: retentionSchema,
});

/** The body that an installation begins with: cases and accounts that name no body are its. */
export const MAIN_BODY = 'main';

/** config/bodies.yaml: the hotline bodies of the installation (热线工作机构, D3 第四条), sub-platforms (分平台, D6 第五条) included. */
export const bodiesSchema = z.strictObject({
  bodies: z
    .array(
      z.strictObject({
        code,
        name: z.string().min(1).describe('Name of the body, as documents show it'),
        profile: code.describe('Profile of its cases that name none, and of all that is handed down to it'),
        parent: code.optional().describe('The body above it, which hands cases down to it'),
        unit: code.optional().describe('Handling unit by which the parent assigns cases to it'),
        units: z
          .array(code)
          .min(1)
          .optional()
          .describe('Units that it assigns cases to; missing = all of the registry'),
        lines: z.array(z.string().min(1)).default([]).describe('Telephone numbers whose calls are its'),
        routing: z
          .strictObject({ homeArea: code.optional(), fallback: code.optional() })
          .default({})
          .describe('What it changes of its profile’s routing'),
      }),
    )
    .min(1),
});

export type Installation = z.infer<typeof installationSchema>;
export type HotlineBody = z.infer<typeof bodiesSchema>['bodies'][number];
