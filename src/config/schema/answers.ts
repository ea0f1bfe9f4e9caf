import { z } from 'zod';
import { code, date } from './terms';

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

export type Article = z.infer<typeof knowledgeSchema>['articles'][number];
export type ReplyTemplate = z.infer<typeof replyTemplatesSchema>['templates'][number];
export type ReplyFindingCode = (typeof REPLY_FINDINGS)[number];
export type ReplyCheckWords = z.infer<typeof replyCheckSchema>;
