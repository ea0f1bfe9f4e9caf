import { matterOf } from '../cases/same-matter';

/** How much of a content says what the matter is; what follows is detail that differs from teller to teller (measured: bench/). */
const CONTENT_CHARACTERS = 150;
/** A bigram of the title counts as often as this. */
const TITLE_COUNT = 2;

/** Bigrams of a text with how often they count. A bigram is the exact number of its two UTF-16 units. */
export type Bigrams = Map<number, number>;

/** The bigrams of a case's title and of the beginning of its content. */
export function bigramsOf(title: string | null | undefined, content: string): Bigrams {
  const counts: Bigrams = new Map();
  for (const bigram of distinct(matterOf(title ?? ''))) counts.set(bigram, TITLE_COUNT);
  for (const bigram of distinct(matterOf(content).slice(0, CONTENT_CHARACTERS))) {
    counts.set(bigram, (counts.get(bigram) ?? 0) + 1);
  }
  return counts;
}

function distinct(text: string): Set<number> {
  const found = new Set<number>();
  for (let index = 0; index + 1 < text.length; index++) {
    found.add((text.charCodeAt(index) << 16) | text.charCodeAt(index + 1));
  }
  return found;
}
