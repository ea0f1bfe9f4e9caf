import { createParser } from 'eventsource-parser';
import { readToken } from './token';

const AGAIN_MS = 5_000;
const GATHER_MS = 1_000;

/**
 * Tells whenever something happened to a case, gathered over a second; answers how to stop. By fetch and not by EventSource,
 * which cannot send the token in a header. A lost stream is opened again.
 */
export function listen(told: () => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gather = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      told();
    }, GATHER_MS);
  };
  const open = async (): Promise<void> => {
    const response = await fetch('/api/v1/events', {
      headers: { authorization: `Bearer ${readToken()}`, accept: 'text/event-stream' },
      signal: stop.signal,
    });
    if (!response.ok || !response.body) return;
    const parser = createParser({ onEvent: ({ event }) => event === 'case' && gather() });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) parser.feed(read.value);
  };
  const keepOpen = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      if (readToken()) await open().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };
  void keepOpen();
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}
