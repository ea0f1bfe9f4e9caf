import { Camunda8 } from '@camunda8/sdk';
import { authorization, callerSettings } from './caller.support';

/** An answer to a look-up: tests read what they expect of it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = any;

/** Our gateway's searches see what was done at once; a cluster's need a while (`npx hotline e2e --wait`). */
export const NOW = { consistency: { waitUpToMs: Number(process.env.GATEWAY_WAIT_MS ?? 0) } };

/** Camunda's own client, for tests: it checks every answer against Camunda's schema and refuses what is missing, wrong or too much. */
export function strictCamunda() {
  process.env.CAMUNDA_SDK_VALIDATION = 'req:none,res:strict';
  return new Camunda8({
    ZEEBE_REST_ADDRESS: process.env.GATEWAY_URL,
    ...callerSettings(),
  }).getOrchestrationClusterApiClientLoose();
}

/** The strict client with a way to name each operation as the API description does. */
export function strictClient() {
  const client = strictCamunda();
  /** Calls an operation by the id that the API description gives it. */
  const call = async (operationId: string, input: object = {}, consistency: object = NOW): Promise<Answer> => {
    const name = Object.getOwnPropertyNames(Object.getPrototypeOf(client) as object)
      .concat(Object.keys(client))
      .find((method) => method.toLowerCase() === operationId.toLowerCase());
    const method = (client as unknown as Record<string, (...input: object[]) => Promise<Answer>>)[name ?? ''];
    if (!method) {
      throw new Error(`the client has no operation '${operationId}'`);
    }
    return withNumbers(await method.call(client, input, consistency));
  };
  /** Looks until a search finds nothing (or what is left at the end of the wait): the client takes an empty page for one that lags behind. */
  const findsNothing = async (operationId: string, filter: object): Promise<boolean> => {
    const isEmpty = ({ items }: { items: unknown[] }) => items.length === 0;
    const { items } = await call(operationId, { filter }, { consistency: { ...NOW.consistency, predicate: isEmpty } });
    return isEmpty({ items });
  };
  return { client, call, findsNothing };
}

/** The client reads 64-bit numbers as bigint; tests write them as numbers. */
function withNumbers(answer: Answer): Answer {
  if (typeof answer === 'bigint') {
    return Number(answer);
  }
  if (Array.isArray(answer)) {
    return answer.map(withNumbers);
  }
  return answer !== null && typeof answer === 'object' && Object.getPrototypeOf(answer) === Object.prototype
    ? Object.fromEntries(Object.entries(answer as object).map(([name, value]) => [name, withNumbers(value)]))
    : answer;
}

/** Asks again until there is an answer: what the engine does on its own takes a moment. */
export async function eventually<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  for (const until = Date.now() + 40_000; Date.now() < until;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what} did not come`);
}

/** A path without the client, for operations that it does not have. */
export async function plain(path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${process.env.GATEWAY_URL}/v2/${path}`, {
    headers: { 'content-type': 'application/json', ...(await authorization()) },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  return response.json();
}
