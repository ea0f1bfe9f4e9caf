import { createParser } from 'eventsource-parser';
import pace from './pace.json';
import { readToken } from './token';

const AGAIN_MS = 5_000;
/**
 * How often pages ask again, in a file that bench:lifecycle reads too. Where something happens all the time, everybody asking again each
 * second would be what keeps the system busy: one is told so many times in a row a moment after it happened, because what two
 * people do one after the other shows at once, and then thirty to sixty seconds apart. The task that follows from what happened is
 * there a moment later, and of that nobody tells: then it is told once more.
 */
const { gatherMs: GATHER_MS, inARow: IN_A_ROW, apartMs: APART_MS, followsMs: FOLLOWS_MS } = pace;
/** The server's beat comes every 25 seconds: a stream that is silent for longer than two of them is dead, though nobody closed it. */
const SILENT_MS = 60_000;

/**
 * Tells whenever something happened to a case: a second after the first of it and once more, some times in a row, and then half a
 * minute or more apart, not all browsers at once; answers how to stop. By fetch and not by EventSource, which cannot send the token in a
 * header. A lost stream, or one that went silent (a network that is gone closes nothing), is opened again, and what happened meanwhile is told, too.
 */
export function listen(told: () => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let following: ReturnType<typeof setTimeout> | undefined;
  /** When the times in a row are all to be had again. */
  let rested = 0;
  const gather = (itself = true) => {
    const wait = Math.max(GATHER_MS, rested - Date.now() - (IN_A_ROW - 1) * APART_MS);
    timer ??= setTimeout(() => {
      timer = undefined;
      rested = Math.max(rested, Date.now()) + APART_MS * (1 + Math.random());
      told();
      clearTimeout(following);
      if (itself) following = setTimeout(() => gather(false), FOLLOWS_MS);
    }, wait);
  };
  const open = async (again: boolean): Promise<void> => {
    const stream = new AbortController();
    const end = () => stream.abort();
    stop.signal.addEventListener('abort', end, { signal: stream.signal });
    let silence: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(end, SILENT_MS);
    };
    heard();
    try {
      await read(again, stream.signal, heard);
    } finally {
      clearTimeout(silence);
      end();
    }
  };
  const read = async (again: boolean, signal: AbortSignal, heard: () => void): Promise<void> => {
    const response = await fetch('/api/v1/events', {
      headers: { authorization: `Bearer ${readToken()}`, accept: 'text/event-stream' },
      signal,
    });
    if (!response.ok || !response.body) return;
    if (again) gather();
    const parser = createParser({ onEvent: ({ event }) => event === 'case' && gather() });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      heard();
      parser.feed(part.value);
    }
  };
  const keepOpen = async (): Promise<void> => {
    for (let again = false; !stop.signal.aborted; again = true) {
      if (readToken()) await open(again).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };
  void keepOpen();
  return () => {
    clearTimeout(timer);
    clearTimeout(following);
    stop.abort();
  };
}
