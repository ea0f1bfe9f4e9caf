import { request as send, type Dispatcher } from 'undici';

const JSON_TYPE = /^application\/(?:[\w.]+\+)?json\b/;

/** What the SDK reads of an answer. */
type Answer = Pick<Response, 'ok' | 'status' | 'statusText' | 'json' | 'text'> & {
  headers: Pick<Headers, 'get'>;
};

/**
 * The `fetch` of the SDK's client, by undici's own API where JSON is sent and comes back: the platform's, given a Request, makes another
 * one of it and streams of both bodies, which takes as long as the rest of the app does with the answer (bench:lifecycle). What else
 * there is, files of a deployment, goes by the platform's. Throws as that does: a TypeError with its cause when no answer comes.
 * @param authorization the header of requests that have none
 */
export function transport(authorization?: string): typeof fetch {
  return async (input, init) => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    if (authorization && !request.headers.has('authorization')) request.headers.set('authorization', authorization);
    const type = request.headers.get('content-type');
    if (type !== null && !JSON_TYPE.test(type)) return fetch(request);
    try {
      const answer = await send(request.url, {
        method: request.method as Dispatcher.HttpMethod,
        headers: [...request.headers].flat(),
        body: request.body ? await request.text() : null,
        signal: request.signal,
      });
      return await read(answer);
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw new TypeError('fetch failed', { cause: error });
    }
  };
}

async function read({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Response> {
  const type = String(headers['content-type'] ?? '');
  if (type !== '' && !JSON_TYPE.test(type)) {
    return new Response(await body.arrayBuffer(), { status: statusCode, headers: { 'content-type': type } });
  }
  const text = await body.text();
  const answer: Answer = {
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    statusText: '',
    headers: { get: (name) => (headers[name.toLowerCase()] ?? null) as string | null },
    text: () => Promise.resolve(text),
    json: () => new Promise((resolve) => resolve(JSON.parse(text))),
  };
  return answer as Response;
}
