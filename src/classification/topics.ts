import type { LabelScheme } from '../config/schema';

/** One place of the label scheme: the category, and the topic below it as `second/third`. */
export interface Topic {
  category: string;
  topic: string;
}

/** A topic with the phrases of it that a text has. */
export interface FoundTopic extends Topic {
  score: number;
  words: string[];
}

/** The label scheme as it is looked up in texts: the longest phrase at a place counts, a shorter one inside it does not. */
export class Topics {
  private readonly owners = new Map<string, Topic[]>();
  private readonly longest: number;

  constructor(scheme: LabelScheme) {
    for (const { category, topics } of scheme) {
      for (const second of topics) {
        for (const third of second.topics) {
          for (const phrase of third.phrases) {
            const owners = this.owners.get(phrase) ?? [];
            owners.push({ category, topic: `${second.code}/${third.code}` });
            this.owners.set(phrase, owners);
          }
        }
      }
    }
    this.longest = Math.max(0, ...[...this.owners.keys()].map(({ length }) => length));
  }

  /** The topics that a text speaks of, the strongest first; a phrase of several topics speaks for each of them less. */
  find(text: string): FoundTopic[] {
    const found = new Map<string, FoundTopic>();
    for (const phrase of new Set(this.phrasesOf(text))) {
      const owners = this.owners.get(phrase)!;
      for (const owner of owners) {
        const key = `${owner.category}/${owner.topic}`;
        const entry = found.get(key) ?? { ...owner, score: 0, words: [] };
        entry.score += phrase.length ** 2 / owners.length;
        entry.words.push(phrase);
        found.set(key, entry);
      }
    }
    return [...found.values()].sort((one, other) => other.score - one.score);
  }

  private phrasesOf(text: string): string[] {
    const phrases: string[] = [];
    for (let at = 0; at < text.length; at += 1) {
      for (let length = Math.min(this.longest, text.length - at); length > 0; length -= 1) {
        const phrase = text.slice(at, at + length);
        if (!this.owners.has(phrase)) continue;
        phrases.push(phrase);
        at += length - 1;
        break;
      }
    }
    return phrases;
  }
}
