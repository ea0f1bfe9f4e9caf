import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { RunningApp } from './system';

/** Where the screenshots go that README shows; only when they are asked for. */
const SHOTS = process.env.SCREENSHOTS;
const AXE = readFileSync(join(process.cwd(), 'node_modules/axe-core/axe.min.js'), 'utf8');

/** The stream of events is open as long as the page: no wait is for its end. */
const STREAM = '/api/v1/events';
/** So long nothing may be drawn until a page counts as still, and so long is waited for that at most. */
const STILL_MS = 250;
const PATIENCE_MS = 10_000;
/** So long an element that was clicked may take to be the chosen one. */
const CHOSEN_MS = 2_000;
/** So long charts grow on their canvas. */
const DRAWN_MS = 1_000;
/** Answers once nothing fades, spins or was drawn for a moment. */
const STILL = `new Promise((done) => {
  const until = performance.now() + ${PATIENCE_MS};
  let drawn = performance.now();
  const observer = new MutationObserver(() => { drawn = performance.now(); });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const look = () => {
    const moves = document.getAnimations().some(({ playState, effect }) =>
      playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime));
    const waits = document.querySelector('.ant-spin-spinning, .ant-skeleton-active, .ant-btn-loading');
    const still = !moves && !waits && performance.now() - drawn >= ${STILL_MS};
    if (!still && performance.now() < until) return setTimeout(look, 50);
    observer.disconnect();
    done(null);
  };
  look();
})`;

/** No animation runs while this style is there: it goes on, or begins, afterwards. */
const HOLD_STILL = `(() => {
  const style = document.head.appendChild(document.createElement('style'));
  style.id = 'held-still';
  style.textContent = '*, *::before, *::after { animation: none !important; transition: none !important; }';
})()`;

/** What axe finds serious or critical. */
interface AxeFinding {
  id: string;
  impact: string;
  nodes: { target: string[] }[];
}

/** A browser in which people sit at their desks; what a page throws is kept in `faults`. */
export class Desks {
  readonly faults: string[] = [];
  private readonly pages = new Map<string, Page>();
  /** Requests that a page waits for. */
  private readonly under = new WeakMap<Page, Set<unknown>>();

  private constructor(
    readonly browser: Browser,
    private readonly app: RunningApp,
  ) {}

  /** Starts the system's Chromium. */
  static async open(app: RunningApp): Promise<Desks> {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    });
    return new Desks(browser, app);
  }

  /** A page of nobody's. */
  async newPage(size = { width: 1280, height: 860 }): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'zh-CN', viewport: size });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const under = new Set<unknown>();
    this.under.set(page, under);
    page.on('request', (request) => !request.url().endsWith(STREAM) && under.add(request));
    page.on('requestfinished', (request) => under.delete(request));
    page.on('requestfailed', (request) => under.delete(request));
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => {
      // What the API refuses, a test provokes and reads on the page.
      const refused = /the server responded with a status of 4(00|01|09|22)/.test(message.text());
      if (message.type() === 'error' && !refused) this.faults.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  }

  /** The page of somebody who is signed in. */
  async of(username: string, size?: { width: number; height: number }): Promise<Page> {
    const known = this.pages.get(username);
    if (known) return known;
    const page = await this.newPage(size);
    await page.goto(this.app.url);
    await page.getByLabel('账号').fill(username);
    await page.getByLabel('密码').fill(this.app.demoPassword);
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByRole('menuitem').first().waitFor();
    this.pages.set(username, page);
    return page;
  }

  /** Goes to a page of the workplace. */
  async goTo(username: string, path: string, size?: { width: number; height: number }): Promise<Page> {
    const page = await this.of(username, size);
    await page.evaluate(`location.hash = ${JSON.stringify(`#${path}`)}`);
    return page;
  }

  /** Waits until a page has all that it asked for and stands still; charts, which draw on a canvas, may still grow. */
  async settle(page: Page): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    do await page.evaluate(STILL);
    while (this.under.get(page)!.size > 0 && Date.now() < until);
  }

  /**
   * Asks a page until it answers something. From here: within the page waiting for something needs an eval, which its content
   * security policy forbids.
   */
  async answerOf<T>(page: Page, expression: string): Promise<T> {
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const answer = await page.evaluate<T>(expression);
      if (answer || Date.now() > until) return answer;
      await page.waitForTimeout(100);
    }
  }

  /**
   * Chooses an element of the diagram that is edited. Once more where the click fell beside it: the canvas moves when the list of
   * faults under it closes.
   */
  async choose(page: Page, elementId: string): Promise<void> {
    const element = page.locator(`[data-element-id="${elementId}"]`);
    const chosen = page.locator(`.djs-element.selected[data-element-id="${elementId}"]`);
    for (const until = Date.now() + PATIENCE_MS; ;) {
      await element.locator('.djs-hit').first().click({ force: true });
      const isChosen = await chosen.waitFor({ timeout: CHOSEN_MS }).then(
        () => true,
        () => false,
      );
      if (isChosen) return;
      if (Date.now() > until) throw new Error(`${elementId} cannot be chosen`);
    }
  }

  /** Keeps a picture, when pictures are asked for. */
  async shot(page: Page, name: string): Promise<void> {
    if (!SHOTS) return;
    mkdirSync(SHOTS, { recursive: true });
    await this.settle(page);
    await page.waitForTimeout(DRAWN_MS);
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  }

  /** What axe finds serious or worse on the page (WCAG 2.1 A and AA), as one line each; parts of bpmn.io's editors are theirs. */
  async seriousOn(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    // what fades in or out has, for that moment, less contrast than it is drawn with
    await page.evaluate(
      `Promise.allSettled(document.getAnimations()
         .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime)).map(({ finished }) => finished)).then(() => null)`,
    );
    // and what begins to leave while axe looks on, as a message does after some seconds, waits until it has looked
    await page.evaluate(HOLD_STILL);
    const findings = await page.evaluate<AxeFinding[]>(
      `axe.run({ exclude: ['.djs-container', '.bio-properties-panel', '.dmn-js-parent', '.fjs-editor-container', '.bjsl-button'] },
         { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) => violations)`,
    );
    await page.evaluate(`document.getElementById('held-still').remove()`);
    return findings
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ target }) => target.join(' '))
            .slice(0, 3)
            .join(', ')}`,
      );
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
