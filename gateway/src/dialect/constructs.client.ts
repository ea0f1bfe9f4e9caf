import { Camunda8 } from '@camunda8/sdk';

/** How long a step may take on a machine that does much else, in milliseconds. */
export const PATIENCE_MS = 60_000;
const POLL_MS = 150;
/** Searches at once: what is awaited is asked again. */
export const NOW = { consistency: { waitUpToMs: 0 } };

/** What a search answers, as far as the cases read it. */
export type Row = Record<string, string>;

/** Camunda's own client, which checks every answer against Camunda's schema. */
function strictClient() {
  process.env.CAMUNDA_SDK_VALIDATION = 'req:none,res:strict';
  return new Camunda8({
    ZEEBE_REST_ADDRESS: process.env.GATEWAY_URL,
    CAMUNDA_AUTH_STRATEGY: process.env.GATEWAY_USER ? 'BASIC' : 'NONE',
    CAMUNDA_BASIC_AUTH_USERNAME: process.env.GATEWAY_USER,
    CAMUNDA_BASIC_AUTH_PASSWORD: process.env.GATEWAY_PASSWORD,
  } as never).getOrchestrationClusterApiClientLoose();
}

export const camunda = strictClient();

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
