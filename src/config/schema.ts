import { z } from 'zod';

const code = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a code is lower-case letters, digits and hyphens');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is HH:mm');
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a date is yyyy-MM-dd');
const timeZone = z.string().refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'no such time zone');

/** Tiers of units (分级负责): what a profile's routing lists from the nearest to the citizen on. */
export const TIERS = ['street', 'county', 'city', 'company'] as const;

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

/** What a reply can lack; the words are the i18n files' `form.<code>`. */
export const REPLY_FINDINGS = [
  'reply-unit-missing',
  'reply-time-missing',
  'reply-time-in-future',
  'reply-time-before-receipt',
  'reply-course-empty',
  'reply-course-without-action',
  'reply-result-empty',
  'reply-reason-missing',
  'reply-next-step-missing',
  'reply-rude',
  'reply-not-polite',
  'reply-citizen-not-told',
] as const;

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
  }),
});

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

const variables = z.record(z.string(), z.unknown());

/** config/trials.yaml: what the studio's dry runs start with and answer. */
export const trialsSchema = z.strictObject({
  cases: z.array(z.strictObject({ code, title: z.string().min(1), variables })).min(1),
  common: variables.describe('Variables that every sample case has'),
  jobs: z.record(code, variables).describe('Answers of service tasks, by job type'),
  tasks: z.record(code, variables).describe('Answers of user tasks, by the id of the form'),
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

/** config/notifications.yaml: the words of text messages, by template. */
export const notificationsSchema = z.strictObject({
  mailSubject: z.string().min(1).describe('Subject of mails to citizens'),
  templates: z.record(code, z.string().min(1)),
});

/** config/knowledge.yaml: the articles that answers are made from (D1 一(一)2(1)). */
export const knowledgeSchema = z.strictObject({
  articles: z.array(
    z.strictObject({
      code,
      title: z.string().min(1),
      category: code,
      questions: z.array(z.string().min(1)).min(1).describe('How citizens ask'),
      answer: z.string().min(1),
      steps: z.string().min(1).optional().describe('How it is done, for the templates’ {{steps}}'),
      validFrom: date,
      validTo: date.optional(),
    }),
  ),
});

const words = z.array(z.string().min(1)).min(1);

/** config/reply-check.yaml: what a unit's reply must say (D7 第五条, D9 第三步). */
export const replyCheckSchema = z.strictObject({
  minimumCourse: z.int().min(1).describe('Fewest characters of the course (办理情况)'),
  minimumResult: z.int().min(1).describe('Fewest characters of the result (办理结果)'),
  empty: words.describe('Words that say nothing'),
  actions: words.describe('Words of which the course holds one: what was done'),
  told: words.describe('Words of which course or result hold one: the citizen was told'),
  polite: words.describe('Polite forms of which the result holds one'),
  rude: words.describe('Words that no reply holds'),
});

/** config/reply-templates.yaml: D2 and D4. */
export const replyTemplatesSchema = z.strictObject({
  templates: z.array(
    z.strictObject({
      code,
      title: z.string().min(1),
      caseTypes: z.array(z.string()).default([]),
      categories: z.array(code).default([]),
      text: z.string().min(1),
      source: z.string().min(1),
    }),
  ),
});

const attachmentKind = z.enum(['picture', 'voice', 'video', 'document']);
const purpose = z.array(attachmentKind).min(1);

/** config/attachments.yaml: what may be attached, by content, and how large. */
export const attachmentsSchema = z.strictObject({
  perAssignment: z.int().min(1),
  kinds: z.array(
    z.strictObject({
      kind: attachmentKind,
      megabytes: z.number().positive(),
      types: z
        .record(z.string().min(3), z.array(z.string().min(1)).min(1))
        .describe('Media type: endings of its names'),
    }),
  ),
  purposes: z.strictObject({
    reply: purpose,
    'leader-opinion': purpose,
    evidence: purpose,
    intake: purpose,
    'media-article': purpose,
  }),
});

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

export type Installation = z.infer<typeof installationSchema>;
export type HotlineBody = z.infer<typeof bodiesSchema>['bodies'][number];
export type Profile = z.infer<typeof profileSchema> & { timeZone: string };
export type Unit = z.infer<typeof unitsSchema>['units'][number];
export type Area = z.infer<typeof areasSchema>['areas'][number];
export type Category = z.infer<typeof categoriesSchema>['categories'][number];
export type Article = z.infer<typeof knowledgeSchema>['articles'][number];
export type ReplyTemplate = z.infer<typeof replyTemplatesSchema>['templates'][number];
export type ReplyFindingCode = (typeof REPLY_FINDINGS)[number];
export type ReplyCheckWords = z.infer<typeof replyCheckSchema>;
export type DemoAccount = z.infer<typeof demoAccountsSchema>['accounts'][number];
export type KeyPhrases = z.infer<typeof classificationSchema>;
export type Similarity = z.infer<typeof similaritySchema>;
export type HotSpotRule = Similarity['rules'][number];
export type Trials = z.infer<typeof trialsSchema>;
export type AttachmentRules = z.infer<typeof attachmentsSchema>;
export type LabelScheme = z.infer<typeof labelSchemeSchema>['scheme'];
export type Role = (typeof ROLES)[number];
