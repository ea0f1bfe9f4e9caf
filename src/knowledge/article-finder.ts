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

/** An article for whoever answers, with whether it surely answers the text. */
export interface ProposedArticle extends FoundArticle {
  answers: boolean;
}

/** How many are looked at for one that answers, and how many are proposed. */
const LOOKED_AT = 10;
const PROPOSED = 3;

/** The port through which a classifier asks whether the knowledge base answers a text. */
export abstract class ArticleFinder {
  /** Articles that fit a text, best first. */
  abstract search(text: string, limit?: number): Promise<FoundArticle[]>;

  /**
   * Articles to propose for a text: those that surely answer it first, by how much of a question that is known for them the
   * text holds, then what is near.
   * @param answersFrom from which share of such a question on an article answers
   */
  async propose(text: string, answersFrom: number, limit = PROPOSED): Promise<ProposedArticle[]> {
    const found = (await this.search(text, LOOKED_AT)).map((article) => ({
      ...article,
      answers: article.covered >= answersFrom,
    }));
    const answering = found.filter(({ answers }) => answers).sort((one, other) => other.covered - one.covered);
    return [...answering, ...found.filter(({ answers }) => !answers)].slice(0, limit);
  }

  /** The article that answers a text, if one surely does. */
  async best(text: string, answersFrom: number): Promise<FoundArticle | undefined> {
    return (await this.propose(text, answersFrom, 1)).find(({ answers }) => answers);
  }
}
