import type { AttachmentRules } from '../config/schema';
import type { ProblemCode } from '../problems/catalogue';
import type { AttachmentKind, AttachmentPurpose } from './attachment.entity';

/** Whether a file may be attached: its kind, or why not. */
export type AttachmentDecision =
  | { code: 'accepted'; kind: AttachmentKind }
  | { code: Extract<ProblemCode, `attachment-${string}`>; params: Record<string, string | number> };

const MEGABYTE = 1024 * 1024;
const LONGEST_NAME = 150;
/** Separators, characters that file systems or shells read otherwise, controls, and marks that turn the reading direction. */
// eslint-disable-next-line no-control-regex
const HOSTILE = /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/;

/** Is the name of a file one that some system would read as something else than a plain name? */
export function isHostileName(name: string): boolean {
  return (
    name.length > LONGEST_NAME ||
    name !== name.trim() ||
    HOSTILE.test(name) ||
    /^\.|\.$|\.\./.test(name) ||
    /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ||
    !/^.+\.[a-z0-9]{1,8}$/i.test(name)
  );
}

/**
 * May this be attached (D7 第五条: text, voice, picture, video; D5 一(二): the signed opinion)? The media type is what the content
 * shows, undefined when it shows none that is known; the name's ending must be one of that type.
 */
export function decideAttachment(
  file: { name: string; bytes: number; mediaType: string | undefined; purpose: AttachmentPurpose },
  rules: AttachmentRules,
): AttachmentDecision {
  if (isHostileName(file.name)) return { code: 'attachment-name-refused', params: {} };
  if (file.bytes === 0) return { code: 'attachment-empty', params: {} };
  const kind = rules.kinds.find(({ types }) => file.mediaType !== undefined && file.mediaType in types);
  if (!kind || !rules.purposes[file.purpose].includes(kind.kind)) {
    return { code: 'attachment-type-refused', params: { type: file.mediaType ?? 'unknown', purpose: file.purpose } };
  }
  const ending = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase();
  if (!kind.types[file.mediaType!]!.includes(ending)) return { code: 'attachment-name-refused', params: { ending } };
  if (file.bytes > kind.megabytes * MEGABYTE) {
    return { code: 'attachment-too-large', params: { megabytes: kind.megabytes } };
  }
  return { code: 'accepted', kind: kind.kind };
}
