// People with the task list open while others work, as a browser has it (web/src/api/live.ts): the stream of what happens, and the list
// again when it tells of something, or when it was not asked for long.
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { say } from '../lib/figures.mjs';

const PACE = JSON.parse(readFileSync(new URL('../../web/src/api/pace.json', import.meta.url), 'utf8'));

/** One browser with the task list open. */
class Browser {
  #timer;
  #following;
  #asking;
  #rested = 0;
  #stopped = false;

  /** @param ask asks for the list once */
  constructor(ask) {
    this.ask = ask;
  }

  /** Something happened: the list is asked for in a moment, or when one may again. */
  told(itself = true) {
    if (this.#stopped) return;
    const wait = Math.max(PACE.gatherMs, this.#rested - Date.now() - (PACE.inARow - 1) * PACE.apartMs);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#rested = Math.max(this.#rested, Date.now()) + PACE.apartMs * (1 + Math.random());
      void this.#look();
      clearTimeout(this.#following);
      if (itself) this.#following = setTimeout(() => this.told(false), PACE.followsMs);
    }, wait);
  }

  /** Asks again in so long, unless it is told before. */
  later(ms) {
    if (!this.#stopped) this.#asking = setTimeout(() => void this.#look(), ms);
  }

  async #look() {
    clearTimeout(this.#asking);
    await this.ask();
    clearTimeout(this.#asking);
    this.later(PACE.listMs);
  }

  stop() {
    this.#stopped = true;
    for (const timer of [this.#timer, this.#following, this.#asking]) clearTimeout(timer);
  }
}

/** Everybody who watches. */
export class Audience {
  times = [];
  errors = 0;
  #ended = new globalThis.AbortController();
  #browsers = [];
  #streams = [];

  constructor(url, people) {
    this.url = url;
    this.people = people;
  }

  /** People come one after the other; answers when all are there. */
  async start(count) {
    setMaxListeners(2 * count, this.#ended.signal);
    for (let index = 0; index < count; index++) {
      const person = this.people[index % this.people.length];
      const browser = new Browser(() =>
        person.timed('/tasks').then(
          (ms) => this.times.push(ms),
          () => (this.errors += this.#ended.signal.aborted ? 0 : 1),
        ),
      );
      const after = (index / count) * PACE.listMs;
      browser.later(after);
      this.#browsers.push(browser);
      this.#streams.push(this.#listen(person, browser, after));
    }
    await sleep(PACE.listMs);
  }

  /** Forgets what was measured so far. */
  begin() {
    this.times = [];
    this.errors = 0;
  }

  async #listen(person, browser, after) {
    const { signal } = this.#ended;
    await sleep(after, undefined, { signal }).catch(() => {});
    const headers = { authorization: `Bearer ${person.token}`, accept: 'text/event-stream' };
    const parser = createParser({ onEvent: ({ event }) => event === 'case' && browser.told() });
    try {
      const response = await fetch(`${this.url}/api/v1/events`, { headers, signal });
      for await (const text of response.body.pipeThrough(new globalThis.TextDecoderStream())) parser.feed(text);
    } catch (error) {
      if (!signal.aborted) say(`a stream broke: ${error.message}`);
    }
  }

  async stop() {
    this.#ended.abort();
    for (const browser of this.#browsers) browser.stop();
    await Promise.all(this.#streams);
  }
}
