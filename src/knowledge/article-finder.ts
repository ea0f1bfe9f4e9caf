/** An article that fits a text. */
export interface FoundArticle {
  code: string;
  title: string;
  category: string;
  answer: string;
  steps: string | null;
  /** 0..1, by which articles are ranked. */
  score: number;
  /** 0..1, how much of a question that is known for the article the text holds. */
  covered: number;
}

/** The port through which a classifier asks whether the knowledge base answers a text. */
export abstract class ArticleFinder {
  /** Articles that fit a text, best first. */
  abstract search(text: string, limit?: number): Promise<FoundArticle[]>;

  /** The article that answers a text, if one surely does: the text holds so much of a question that is known for it. */
  async best(text: string, answersFrom: number): Promise<FoundArticle | undefined> {
    const found = await this.search(text, 10);
    return found.filter(({ covered }) => covered >= answersFrom).sort((one, other) => other.covered - one.covered)[0];
  }
}
