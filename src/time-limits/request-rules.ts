/** What a return can be asked to state (D5 一(二)); the leader's opinion and further evidence are attachments. */
export const RETURN_PARTS = ['reason', 'suggestedUnit', 'evidence', 'leaderOpinion', 'evidenceAttachments'] as const;
/** What an extension can be asked to state besides its working days (D5 一(四)). */
export const EXTENSION_PARTS = ['grounds', 'reason', 'explained'] as const;

export type ReturnPart = (typeof RETURN_PARTS)[number];
export type ExtensionPart = (typeof EXTENSION_PARTS)[number];

/** What of a profile the rules on requests read. */
export interface RequestRules {
  returns: {
    parts: ReturnPart[];
    /** After so many rejected returns no other is taken, unless a supervisor allows it. */
    rejections: number;
  };
  extensions: { parts: ExtensionPart[] };
}

/** What a request states, and what it must state; an attachment states its id. */
export interface Statement<Part extends string> {
  required: readonly Part[];
  parts: Partial<Record<Part, string>>;
}

/** The first part that must be there and is blank. */
export function missingPart<Part extends string>({ required, parts }: Statement<Part>): Part | undefined {
  return required.find((part) => !parts[part]?.trim());
}
