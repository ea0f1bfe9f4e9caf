/** How often a text is asked for before it is worth a plan of its own on each connection. */
const OFTEN = 5;
/** Names in all: a connection keeps the plan of each. */
const MOST_NAMES = 100;
/** Texts that are counted: those of a thousand different searches are not remembered for ever. */
const MOST_COUNTED = 1000;

/**
 * Names for statements that come again and again, so that the database plans them once a connection and not each time: planning a
 * search takes longer than searching. What is asked rarely has no name.
 */
export class StatementNames {
  private readonly counted = new Map<string, number>();
  private readonly names = new Map<string, string>();

  /** The name of a text; undefined until it was asked for often. */
  of(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MOST_NAMES) {
      return known;
    }
    const times = (this.counted.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      if (this.counted.size >= MOST_COUNTED) {
        this.counted.clear();
      }
      this.counted.set(text, times);
      return undefined;
    }
    this.counted.delete(text);
    const name = `s${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }
}
