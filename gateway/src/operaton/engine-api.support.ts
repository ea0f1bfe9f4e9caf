import { basic } from '../api/caller.support';

/** Asks our own engine what no client of Camunda 8 can: to clean its history now, to let its timers stand still. Throws what it refuses. */
export async function engineApi<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${process.env.ENGINE_URL}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: basic(process.env.ENGINE_USER!, process.env.ENGINE_PASSWORD!),
    },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return (text ? JSON.parse(text) : undefined) as T;
}
