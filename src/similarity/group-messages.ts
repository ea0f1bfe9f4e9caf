import { bigramsOf } from './bigrams';
import { BigramModel } from './bigram-model';
import { bridgedBy, matterOf, rank, type Thresholds } from './same-matter';
import { keysOf, type Sketch } from './sketch';

/** A message that is told apart by what it says and where. */
export interface Message {
  title?: string | null;
  content: string;
  /** ISO time with its offset; messages without one come first. */
  receivedAt?: string | null;
}

/** An area as the organiser of an anonymised file writes it (A3区), the only ones that a file of strangers names for sure. */
const ANONYMOUS_AREA = /[A-Z]\d{1,2}[区县市]/;

/**
 * The matter of each message, as a number, when they come in one after the other: what the running app decides case by
 * case (SimilarityService), over a file and without a database.
 * @param background texts that tell what is common beside the messages' own (shippedTexts)
 */
export function groupMessages(
  messages: readonly Message[],
  thresholds: Thresholds,
  background: readonly Message[],
): number[] {
  const bigrams = messages.map(({ title, content }) => bigramsOf(title, content));
  const model = BigramModel.of([...background.map(({ title, content }) => bigramsOf(title, content)), ...bigrams]);
  const sketches = bigrams.map((counts) => model.sketch(counts));
  const areas = messages.map(({ title, content }) => ANONYMOUS_AREA.exec((title ?? '') + content)?.[0] ?? null);
  const times = messages.map(({ receivedAt }) => (receivedAt ? Date.parse(receivedAt) : 0));
  const order = [...messages.keys()].sort((one, other) => times[one]! - times[other]! || one - other);
  const byKey = new Map<number, number[]>();
  const matters: number[] = [];
  /** Matters that turned out to be another one. */
  const joined = new Map<number, number>();
  const current = (matter: number): number => {
    const other = joined.get(matter);
    return other === undefined ? matter : current(other);
  };
  for (const index of order) {
    const keys = keysOf(sketches[index]!);
    const candidates = [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))].map((other) => ({
      caseId: String(other),
      matterId: String(current(matters[other]!)),
      area: areas[other]!,
      sketch: sketches[other] as Sketch,
    }));
    const ranked = rank({ sketch: sketches[index]!, area: areas[index]! }, candidates, thresholds);
    const matter = matterOf(ranked, thresholds) ?? String(index);
    matters[index] = Number(matter);
    for (const other of bridgedBy(ranked, matter, thresholds)) joined.set(Number(other), current(Number(matter)));
    for (const key of keys) {
      const holders = byKey.get(key);
      if (holders) holders.push(index);
      else byKey.set(key, [index]);
    }
  }
  return matters.map(current);
}
