// People with the task list open while others work.
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../lib/figures.mjs';

/** How often a browser that shows the task list asks again. */
const POLL_MS = 15_000;

/** People with the task list open: the list again every now and then, and the stream of what happens. */
export class Audience {
  times = [];
  errors = 0;
  #ended = new globalThis.AbortController();
  #open = [];

  constructor(url, people) {
    this.url = url;
    this.people = people;
  }

  start(count) {
    for (let index = 0; index < count; index++) {
      const person = this.people[index % this.people.length];
      this.#open.push(this.#watch(person, (index / count) * POLL_MS), this.#stream(person));
    }
  }

  async #watch(person, wait) {
    const { signal } = this.#ended;
    await sleep(wait, undefined, { signal }).catch(() => {});
    while (!signal.aborted) {
      await person.timed('/tasks').then(
        (ms) => this.times.push(ms),
        () => (this.errors += 1),
      );
      await sleep(POLL_MS, undefined, { signal }).catch(() => {});
    }
  }

  async #stream(person) {
    const { signal } = this.#ended;
    const headers = { authorization: `Bearer ${person.token}`, accept: 'text/event-stream' };
    try {
      const response = await fetch(`${this.url}/api/v1/events`, { headers, signal });
      const reader = response.body.getReader();
      for (let read = await reader.read(); !read.done;) read = await reader.read();
    } catch (error) {
      if (!signal.aborted) say(`a stream broke: ${error.message}`);
    }
  }

  async stop() {
    this.#ended.abort();
    await Promise.all(this.#open);
  }
}
