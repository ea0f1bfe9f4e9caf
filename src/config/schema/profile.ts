import { z } from 'zod';
import { EXTENSION_PARTS, RETURN_PARTS } from '../../time-limits/request-rules';
import { REPLY_FINDINGS } from './answers';
import { TIERS } from './registries';
import { code, time } from './terms';

/** What an agent can be asked to take down besides the content (D1 一(一)1; D9 第一步). */
export const INTAKE_PARTS = ['name', 'phone', 'unitOrAddress', 'time', 'place', 'persons'] as const;

/** config/profiles/<name>.yaml: the rules of one jurisdiction that are no table. */
export const profileSchema = z.strictObject({
  name: code,
  title: z.string().min(1),
  limitsBy: z
    .enum(['case-type', 'response-level'])
    .describe('What the time limits go by: type and urgency (D5), or the four response levels (D7 第四条)'),
  closeOfBusiness: time.describe('Local time at which a working day ends: "N working days" end then'),
  remindHours: z.number().positive().describe('Clock hours before the handling deadline at which the unit is reminded'),
  manualBelow: z.number().min(0).max(1).describe('A classification less certain than this is decided by a person'),
  revisitAttempts: z.int().min(1).describe('How often the citizen is tried to be reached'),
  revisitRetryHours: z.number().positive().describe('Clock hours between two attempts'),
  revisitHours: z
    .strictObject({ from: time, until: time })
    .refine(({ from, until }) => from < until, 'from must be before until')
    .describe('Local times between which citizens are phoned; an attempt that falls outside waits until they begin'),
  redoCap: z.int().min(0).describe('How often a case is handled again before a leader decides to close it (D9)'),
  opinionWatch: z
    .strictObject({
      hours: z.number().positive().describe('Clock hours for which public opinion is watched after a reply'),
      group: z.string().min(1).describe('Group that watches; {unit} stands for the code of the handling unit'),
    })
    .optional()
    .describe('The watch over public opinion after a reply (D7 第五条); none where it is missing'),
  intake: z
    .strictObject({
      parts: z
        .array(z.enum(INTAKE_PARTS))
        .describe('What an agent must take down; the rest may be missing, for a citizen need not say who they are'),
    })
    .describe('What is recorded of a call (D1 一(一)1)'),
  returns: z
    .strictObject({
      parts: z.array(z.enum(RETURN_PARTS)).describe('What a return must state or have attached'),
      rejections: z
        .int()
        .min(1)
        .describe('After so many rejected returns a unit may not ask for another, unless a supervisor allows it'),
    })
    .describe('Returns of assignments (D5 一(二)); their time is in bpmn/time-limits.dmn'),
  extensions: z
    .strictObject({ parts: z.array(z.enum(EXTENSION_PARTS)).describe('What an extension must state') })
    .describe('Extensions (D5 一(四)); how often and how long is in bpmn/time-limits.dmn'),
  linkRepeatDays: z
    .int()
    .min(0)
    .describe('An open case not older than so many days takes up what the same citizen raises again; 0: none does'),
  retentionYears: z
    .strictObject({ ordinary: z.int().positive(), important: z.int().positive() })
    .describe('Years for which archives are kept, from the next new year on; important: instructed, hot or major'),
  replyAudit: z.boolean().describe('Is the wording of a result audited before it goes out (D7 第五条)?'),
  secondPersonDeploys: z
    .boolean()
    .default(false)
    .describe('Must a second person let a deployment of the studio through? The default profile says so for the body'),
  replyCheck: z
    .strictObject({
      refuse: z.array(z.enum(REPLY_FINDINGS)).describe('What a reply may not lack'),
      warn: z.array(z.enum(REPLY_FINDINGS)).describe('What is shown, and lets the reply pass'),
    })
    .describe(
      'What a unit’s reply is checked for before it goes on (D7 第五条); the words are config/reply-check.yaml',
    ),
  reviewChain: z
    .array(
      z.strictObject({
        step: z.string().min(1),
        group: z.string().min(1).describe('Group of the reviewers; {unit} stands for the code of the handling unit'),
      }),
    )
    .describe('Who reviews a result before it is submitted, in order (D7 第四条)'),
  leaders: z
    .array(
      z.strictObject({
        post: z.string().min(1).describe('The leader’s post, as records show it'),
        group: z.string().min(1).describe('leader, unit:<code>:leader, or user:<account>'),
      }),
    )
    .min(1)
    .describe('Before whom a briefing comes, one after the other (D1 一(一)2(3))'),
  submission: z
    .array(
      z.strictObject({
        step: z.string().min(1),
        group: z.string().min(1).describe('Group that does it; {unit} stands for the code of the handling unit'),
        kind: z.enum(['submit', 'file']).describe('Submitted to the parent sub-centre, or filed with a supervisor'),
      }),
    )
    .default([])
    .describe('Where a reviewed result is submitted and filed, in order (D7 第四条)'),
  routing: z.strictObject({
    tiers: z.array(z.enum(TIERS)).min(1).describe('Tiers of units in the order in which they are tried (属地优先)'),
    verticalTier: z.enum(TIERS).describe('Tier that takes what is a vertically managed body’s (D6 第三条)'),
    homeArea: code.optional().describe('Area of a case whose text names none (属地)'),
    fallback: code.optional().describe('Unit that takes what no other unit is found for'),
    lessonDays: z
      .int()
      .min(1)
      .max(3650)
      .default(365)
      .describe(
        'Days that a correction, a valid return or a negotiation counts when units are chosen: duties change with reforms',
      ),
    lessonsElsewhere: z
      .number()
      .min(0)
      .max(1)
      .default(0.25)
      .describe('What one of them from another area counts, of one from the area itself'),
  }),
});

export type Profile = z.infer<typeof profileSchema> & { timeZone: string };
