import { createParser } from 'eventsource-parser';
import { readToken } from './token';

const AGAIN_MS = 5_000;
const GATHER_MS = 1_000;
/** Where something happens all the time, everybody asking again each second would be what keeps the system busy. */
const APART_MS = 10_000;

/**
 * Tells whenever something happened to a case, a second after the first of it and then some ten seconds apart, not all
 * browsers at once; answers how to stop. By fetch and not by EventSource,
 * which cannot send the token in a header. A lost stream is opened again.
 */
export function listen(told: () => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let earliest = 0;
  const gather = () => {
    const wait = Math.max(GATHER_MS, earliest - Date.now());
    timer ??= setTimeout(() => {
      timer = undefined;
      earliest = Date.now() + APART_MS * (1 + Math.random());
      told();
    }, wait);
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
