import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(240_000);

/** Where the screenshots go that README shows; only when they are asked for. */
const SHOTS = process.env.SCREENSHOTS;

describe('a case in the browser, through all roles', () => {
  let app: RunningApp;
  let browser: Browser;
  const desks = new Map<string, Page>();
  const faults: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const newPage = async (): Promise<Page> => {
    const context: BrowserContext = await browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 1280, height: 860 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => faults.push(error.message));
    return page;
  };

  /** The page of somebody who is signed in. */
  const desk = async (username: string): Promise<Page> => {
    const known = desks.get(username);
    if (known) return known;
    const page = await newPage();
    await page.goto(app.url);
    await page.getByLabel('账号').fill(username);
    await page.getByLabel('密码').fill(app.demoPassword);
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByRole('menuitem').first().waitFor();
    desks.set(username, page);
    return page;
  };

  const shot = async (page: Page, name: string): Promise<void> => {
    if (!SHOTS) return;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };

  /** Opens the first task of a name, fills its form in and sends it. */
  const doTask = async (username: string, name: string, fill: (page: Page) => Promise<void>): Promise<void> => {
    const page = await desk(username);
    await page.getByRole('menuitem', { name: '任务' }).click();
    await page.locator('.ant-table').getByRole('button', { name }).first().click();
    await page.locator('.fjs-form').waitFor();
    await fill(page);
    await shot(page, `task-${username.replace('town-', '')}`);
    await page.getByRole('button', { name: /提\s*交/ }).click();
    await page
      .locator('.fjs-form')
      .waitFor({ state: 'detached' })
      .catch(async () => {
        const said = await page.locator('.ant-drawer .ant-alert, .fjs-form-field-error').allInnerTexts();
        throw new Error(`${username} could not complete ${name}: ${said.join(' | ')}`);
      });
  };

  it('goes from the call to the archive', async () => {
    const agent = await desk('agent');
    await agent.getByRole('menuitem', { name: '受理登记' }).click();
    await agent.getByLabel('联系电话').fill('13900000000');
    await agent.getByLabel('标题').fill('垃圾没人清理');
    await agent.getByLabel('诉求内容').fill('城关镇菜市场门口垃圾没人清理，卫生很差，希望解决。');
    await shot(agent, 'intake');
    await agent.getByRole('button', { name: /登\s*记/ }).click();
    const code = /查询码\s*(\w{8})/.exec(await agent.locator('.ant-result-subtitle').innerText())![1]!;
    const number = /(\d{14})/.exec(await agent.locator('.ant-result-title').innerText())![1]!;

    await doTask('town-handler', '签收', (page) => page.getByLabel('承办人').fill('吴刚'));
    await doTask('town-handler', '办理', async (page) => {
      await page.getByLabel('办理单位').fill('城关镇人民政府');
      await page.getByLabel('办理情况').fill('接单后即到现场清运。');
      await page.getByLabel('办理结果').fill('垃圾已清运，并增加每日两次巡查。');
      await page.getByLabel('是', { exact: true }).check();
    });
    await doTask('town-reviewer', '审', (page) => page.getByLabel('是', { exact: true }).check());
    await doTask('supervisor', '审核', (page) => page.getByLabel('是', { exact: true }).check());

    const citizen = await newPage();
    await citizen.setViewportSize({ width: 390, height: 800 });
    const answered = Date.now() + 30_000;
    do {
      await citizen.goto(`${app.url}/#/follow`);
      await citizen.getByLabel('编号').fill(number);
      await citizen.getByLabel('查询码').fill(code);
      await citizen.getByRole('button', { name: /查\s*询/ }).click();
      await citizen.locator('.ant-descriptions').first().waitFor();
      if (await citizen.getByText('满意度调查').isVisible()) break;
      await citizen.reload();
    } while (Date.now() < answered);
    await citizen.getByLabel('满意', { exact: true }).check();
    await shot(citizen, 'citizen');
    await citizen.getByRole('button', { name: /提\s*交/ }).click();
    await citizen.getByText('感谢您的评价').waitFor();

    await agent.getByRole('menuitem', { name: '诉求件' }).click();
    await agent.getByRole('row', { name: new RegExp(`${number}.*已归档`) }).waitFor();
    await shot(agent, 'cases');
    await agent.getByRole('link', { name: number }).click();
    await agent.getByText('办理过程').waitFor();
    await agent.getByText('垃圾已清运').first().waitFor();
    await shot(agent, 'case');
    expect(faults).toEqual([]);
  });

  it('says what is missing in a form, and keeps what was entered', async () => {
    const agent = await desk('agent');
    await agent.getByRole('menuitem', { name: '受理登记' }).click();
    await agent.getByLabel('标题').fill('垃圾');
    await agent.getByRole('button', { name: /登\s*记/ }).click();
    await agent.locator('.ant-form-item-explain-error').waitFor();
    expect(await agent.getByLabel('标题').inputValue()).toBe('垃圾');
  });

  it('speaks English too', async () => {
    const page = await newPage();
    await page.goto(app.url);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel('User name').waitFor();
  });
});
