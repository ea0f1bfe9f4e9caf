import { strictCamunda } from '../api/strict-client';

/** How long a step may take on a machine that does much else, in milliseconds. */
export const PATIENCE_MS = 60_000;
const POLL_MS = 150;
/** Searches at once: what is awaited is asked again. */
export const NOW = { consistency: { waitUpToMs: 0 } };

/** What a search answers, as far as the cases read it. */
export type Row = Record<string, string>;

export const camunda = strictCamunda();

/** Asks until the answer is there; what was seen last is in the error. */
export async function eventually<T>(
  ask: () => Promise<T | undefined>,
  what: string,
  seen: () => unknown = () => '',
): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`waited in vain for ${what}; seen: ${JSON.stringify(seen())}`);
}
