import type { Page } from 'playwright-core';
import { Desks } from '../support/browser';
import { Network } from '../support/network';
import { People } from '../support/people';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(600_000);

/** Longer than a stream may be silent until the page takes it for dead (web/src/api/live.ts). */
const SILENCE_MS = 61_000;
/** A page that asks for nothing by the clock: the stream of events alone tells it. */
const ASKS_NEVER = 'window.setInterval = () => 0';
/** Longer than a page that was told often waits to look again, and than it waits to open a stream again. */
const RESTED_MS = 600_000;
const AGAIN_MS = 6_000;
/** Longer than it goes on looking after something happened. */
const FOLLOWS_MS = 8_000;

describe('live updates when the stream of events breaks and returns', () => {
  let app: RunningApp;
  let other: RunningApp;
  let network: Network;
  let desks: Desks;

  beforeAll(async () => {
    app = await startApp();
    other = await startApp({ databaseUrl: app.databaseUrl });
    network = await Network.before(app.url);
    desks = await Desks.open({ ...app, url: network.url });
  });

  afterAll(async () => {
    await desks?.close();
    network?.close();
    await other?.stop();
    await app?.stop();
  });

  /** The list of cases of a page that is never loaded again; a mark tells whether it was. */
  const casesOf = async (username: string): Promise<Page> => {
    const page = await desks.of(username);
    await page.addInitScript(ASKS_NEVER);
    await page.reload();
    await desks.goTo(username, '/cases');
    await page.locator('.ant-table').waitFor();
    await page.evaluate('window.notLoadedAgain = true');
    return page;
  };
  const seesOnItsOwn = async (page: Page, title: string): Promise<void> => {
    await page.getByRole('row', { name: title }).waitFor();
    expect(await page.evaluate('window.notLoadedAgain')).toBe(true);
  };

  it('a page shows what happened on another server while its own was restarted', async () => {
    const page = await casesOf('supervisor');
    await new People(app).register('城关镇路灯不亮。', { title: '重启之前' });
    await seesOnItsOwn(page, '重启之前');
    await app.stop();
    await new People(other).register('和平镇垃圾没人清理。', { title: '重启之中' });
    await app.start();
    await seesOnItsOwn(page, '重启之中');
  });

  it('a page whose connection was lost without a word takes the silent stream for dead, and shows what it missed', async () => {
    const page = await desks.of('oversight');
    // from here on the page's minutes can pass at once
    await page.clock.install();
    await casesOf('oversight');
    await desks.settle(page);
    await new People(app).register('城关镇占道经营。', { title: '断网之前' });
    await seesOnItsOwn(page, '断网之前');
    // a page that was told often looks later: minutes pass, its stream is opened anew, and it has looked for all that followed
    await page.clock.fastForward(RESTED_MS);
    await page.waitForTimeout(AGAIN_MS + FOLLOWS_MS);
    network.loseStreams();
    await new People(app).register('和平镇噪音扰民。', { title: '断网之中' });
    await page.waitForTimeout(FOLLOWS_MS);
    expect(await page.getByRole('row', { name: '断网之中' }).count()).toBe(0);
    await page.clock.fastForward(SILENCE_MS);
    await seesOnItsOwn(page, '断网之中');
  });
});
