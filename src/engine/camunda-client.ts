import { Camunda8 } from '@camunda8/sdk';
import { transport } from './transport';

/** The SDK's client of Camunda 8's orchestration-cluster API, with plain strings for its branded keys. */
export type Loose = ReturnType<Camunda8['getOrchestrationClusterApiClientLoose']>;

/**
 * The engine answers from its own tables: nothing is to be waited for, and an empty page is an answer. Nothing at all, instead of a time of
 * zero, spares the SDK reading its whole configuration anew with each search.
 */
export const NOW = { consistency: undefined as unknown as { waitUpToMs: number } };

let client: Loose | undefined;

/**
 * The one client of the process. Made at first use, so that command-line tools that never speak to the engine need no
 * address. Address and credentials are read by the SDK from CAMUNDA_REST_ADDRESS, CAMUNDA_AUTH_STRATEGY,
 * CAMUNDA_BASIC_AUTH_USERNAME and CAMUNDA_BASIC_AUTH_PASSWORD.
 */
export function camundaClient(): Loose {
  // Read from the environment only. The other profiles count a waiting long poll as a request in flight: 28 job types
  // that wait take all permits, and every command then waits for a poll to end. WorkerRunner limits itself.
  process.env.CAMUNDA_SDK_BACKPRESSURE_PROFILE ??= 'LEGACY';
  client ??= newClient();
  return client;
}

function newClient(): Loose {
  const made = new Camunda8().getOrchestrationClusterApiClientLoose();
  const { strategy, basic } = made.getConfig().auth;
  if (strategy !== 'BASIC' || !basic) {
    made.configure({ fetch: transport() as never });
    return made;
  }
  // the SDK copies each request to put the header in, with its body: the transport says it instead
  const account = Buffer.from(`${basic.username}:${basic.password}`).toString('base64');
  made.configure({ fetch: transport(`Basic ${account}`) as never, config: { CAMUNDA_AUTH_STRATEGY: 'NONE' } });
  return made;
}
