/** One part of a proposal with what decided it, so that an agent sees why. */
export interface Because {
  part: 'caseType' | 'category' | 'topic' | 'urgency' | 'responseLevel' | 'area' | 'major' | 'hot' | 'answerable';
  value: string;
  /** 0..1 */
  probability: number;
  /** The words that decided, the strongest first. */
  words: string[];
  /** What else it might be, the likeliest first. */
  alternatives?: { value: string; probability: number }[];
}

/** What a classifier proposes for a case. */
export interface Proposal {
  caseType: string;
  /** First level of the label scheme. */
  category: string;
  /** Second and third level, as `second/third`; null where the text does not say so much. */
  topic: string | null;
  urgency: 'urgent' | 'normal';
  responseLevel: 'emergency' | 'utility' | 'general' | 'complex';
  area: string | null;
  /** 0..1, the least certain of type and category. */
  confidence: number;
  hot: boolean;
  major: boolean;
  /** A knowledge article answers it. */
  answerable: boolean;
  because: Because[];
}

/** What a classifier reads. */
export interface CaseText {
  title?: string;
  content: string;
  channel: string;
}

/** The port of classification: the same text always gets the same proposal. */
export abstract class Classifier {
  abstract classify(text: CaseText): Promise<Proposal>;
}
