import { z } from 'zod';

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

export type AttachmentRules = z.infer<typeof attachmentsSchema>;
