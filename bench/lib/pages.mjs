// Pages of the public API asked by people who are signed in, timed.
import { performance } from 'node:perf_hooks';

/** Somebody signed in to an app. */
export class Person {
  /** @param url address of the app @param username @param password */
  static async signIn(url, username, password) {
    const response = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (!response.ok) throw new Error(`${username} cannot sign in: ${await response.text()}`);
    const { accessToken } = await response.json();
    return new Person(url, accessToken);
  }

  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  /** The answer to a request; throws what was refused. */
  async ask(path, { method = 'GET', body, headers = {} } = {}) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((error) => {
      throw new Error(`${method} ${path}: ${error.message}, ${error.cause?.message}`);
    });
    const text = await response.text();
    if (!response.ok)
      throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), { status: response.status });
    return text ? JSON.parse(text) : undefined;
  }

  /** Milliseconds that an answer took. */
  async timed(path, options) {
    const since = performance.now();
    await this.ask(path, options);
    return performance.now() - since;
  }
}
