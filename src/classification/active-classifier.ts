import { Injectable } from '@nestjs/common';
import type { TextModel } from '../text-model';
import { ActiveModel } from './active-model';
import { type Because, type CaseText, Classifier, type Proposal } from './classifier';
import { KeywordClassifier } from './keyword-classifier';
import type { HeadName } from './model-heads';

const WORDS = 5;
const ALTERNATIVES = 2;

/**
 * The classifier that runs: key phrases, and where the body switched to a model of its own, that model for the parts
 * that it learned. What endangers life or property is told by phrases whatever a model says.
 */
@Injectable()
export class ActiveClassifier extends Classifier {
  constructor(
    private readonly keywords: KeywordClassifier,
    private readonly active: ActiveModel,
  ) {
    super();
  }

  async classify(text: CaseText): Promise<Proposal> {
    return withModel(await this.keywords.classify(text), text, await this.active.heads());
  }
}

/** A proposal by phrases with the parts that a model decides put in their place. */
export function withModel(
  proposal: Proposal,
  text: Pick<CaseText, 'title' | 'content'>,
  heads: Partial<Record<HeadName, TextModel>>,
): Proposal {
  const decided = (Object.entries(heads) as [HeadName, TextModel][])
    .filter(([head]) => head !== 'responseLevel' || !saysDanger(proposal))
    .map(([head, model]) => decide(head, model, text));
  if (decided.length === 0) return proposal;
  const because = [...decided, ...proposal.because.filter(({ part }) => !decided.some((one) => one.part === part))];
  const sure = (part: Because['part']): number => because.find((one) => one.part === part)?.probability ?? 0;
  return {
    ...proposal,
    ...Object.fromEntries(decided.map(({ part, value }) => [part, value])),
    confidence: Math.min(sure('caseType'), sure('category')),
    because,
  };
}

function saysDanger({ because }: Proposal): boolean {
  return because.some(({ part, words }) => part === 'responseLevel' && words.length > 0);
}

function decide(head: HeadName, model: TextModel, { title, content }: Pick<CaseText, 'title' | 'content'>): Because {
  const text = { ...(title ? { title } : {}), content };
  const candidates = model.classify(head, model.read(text));
  const [best, ...others] = candidates;
  return {
    part: head,
    value: best!.label,
    probability: best!.probability,
    words: model.explain(head, text, candidates, WORDS).map(({ word }) => word),
    alternatives: others.slice(0, ALTERNATIVES).map(({ label, probability }) => ({ value: label, probability })),
  };
}
