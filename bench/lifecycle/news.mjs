// What the stream of events tells of cases: whoever waits for a case to go on looks when something happened to it, as a page does.
import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';

/** A page gathers what it is told for so long before it asks again. */
const GATHER_MS = 1000;
/** It asks by itself when it was told nothing for so long. */
const PATIENCE_MS = 3000;

/** One person's stream, shared by all cases of a run. */
export class News {
  #ended = new globalThis.AbortController();
  #told = new Map();
  #waiting = new Map();

  /** @param url address of the app @param person whose stream @param types the events of a case that are waited for */
  constructor(url, person, types) {
    this.types = new Set(types);
    this.running = this.#listen(url, person).catch((error) => {
      if (!this.#ended.signal.aborted) throw error;
    });
  }

  async #listen(url, person) {
    const headers = { authorization: `Bearer ${person.token}`, accept: 'text/event-stream' };
    const response = await fetch(`${url}/api/v1/events`, { headers, signal: this.#ended.signal });
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event !== 'case') return;
        for (const { caseId, type } of JSON.parse(data).cases) if (this.types.has(type)) this.#tell(caseId);
      },
    });
    for await (const text of response.body.pipeThrough(new globalThis.TextDecoderStream())) parser.feed(text);
  }

  #tell(caseId) {
    this.#told.set(caseId, (this.#told.get(caseId) ?? 0) + 1);
    this.#waiting.get(caseId)?.();
  }

  /** How much was told of a case so far: what `after` goes on from. */
  count(caseId) {
    return this.#told.get(caseId) ?? 0;
  }

  /** Resolves a moment after more was told of a case than `count`, or when nothing was for long. */
  async after(caseId, count) {
    if (this.count(caseId) <= count) {
      const wait = new globalThis.AbortController();
      this.#waiting.set(caseId, () => wait.abort());
      await sleep(PATIENCE_MS, undefined, { signal: wait.signal }).catch(() => {});
      this.#waiting.delete(caseId);
    }
    await sleep(GATHER_MS);
  }

  async stop() {
    this.#ended.abort();
    await this.running;
  }
}
