import { DemoClient } from '../../src/demo/client';
import { Desks } from '../support/browser';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(420_000);

const PHONE = { width: 390, height: 800 };
const TOWN = 'town-handler';

/** Every page with who opens it and what is on it once it is there. */
const PAGES: [username: string, path: string, there: string, size?: typeof PHONE][] = [
  ['agent', '/intake', '受理登记'],
  ['agent', '/tasks', '我的任务'],
  ['agent', '/cases', '诉求件'],
  [TOWN, '/tasks', '批量签收'],
  ['supervisor', '/board', '区域情况'],
  ['supervisor', '/kpi', '人工接通率'],
  ['oversight', '/board', '区域情况'],
  ['leader', '/briefings', '待批示呈阅件', PHONE],
  ['owner', '/studio', '市民诉求件'],
  ['owner', '/studio/process/revisit-case', '检查通过，没有问题'],
  ['owner', '/studio/decision/disposal', '与已发布版本一致'],
  ['owner', '/studio/form/handle', '与已发布版本一致'],
  ['admin', '/monitor', '市民诉求件'],
];

describe('the pages', () => {
  let app: RunningApp;
  let desks: Desks;
  let people: DemoClient;

  beforeAll(async () => {
    app = await startApp();
    people = new DemoClient(app.url, app.demoPassword);
    desks = await Desks.open(app);
  });

  afterAll(async () => {
    await desks?.close();
    await app?.stop();
  });

  it('a call is taken with the keyboard alone; proposals say why; what was typed stays over a reload', async () => {
    const agent = await desks.goTo('agent', '/intake');
    await agent.getByLabel('联系电话').waitFor();
    await agent.getByLabel('联系电话').focus();
    await agent.keyboard.type('13900000000');
    await agent.keyboard.press('Tab');
    await agent.keyboard.type('赵先生');
    await agent.keyboard.press('Tab');
    await agent.keyboard.type('菜市场垃圾没人清理');
    await agent.keyboard.press('Tab');
    await agent.keyboard.type('城关镇菜市场门口垃圾没人清理，卫生很差，希望解决。');
    await agent
      .getByText(/依据：/)
      .first()
      .waitFor();
    await agent.getByText('首次来电').waitFor();
    await desks.shot(agent, 'intake');
    await agent.reload();
    expect(await agent.getByLabel('诉求内容').inputValue()).toContain('卫生很差');
    await agent.keyboard.press('Control+Enter');
    await agent.getByText('请告知来电人查询码').waitFor();
    await agent.keyboard.press('Enter');
    await agent.getByLabel('联系电话').waitFor();
    expect(await agent.getByLabel('诉求内容').inputValue()).toBe('');
  });

  it('a session that ends takes nothing that was typed with it', async () => {
    const agent = await desks.goTo('agent', '/intake');
    await agent.getByLabel('标题').fill('路灯不亮');
    await agent.evaluate(`sessionStorage.setItem('hotline.accessToken', 'ended')`);
    await agent.getByLabel('诉求内容').fill('路灯不亮，希望修好');
    await agent.getByText('登录已过期').waitFor();
    await agent.getByRole('dialog').getByLabel('账号').fill('agent');
    await agent.getByRole('dialog').getByLabel('密码').fill(app.demoPassword);
    await agent
      .getByRole('dialog')
      .getByRole('button', { name: /登\s*录/ })
      .click();
    await agent.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await agent.getByLabel('标题').inputValue()).toBe('路灯不亮');
  });

  it.each(PAGES)('%s at %s: axe finds nothing serious', async (username, path, there, size) => {
    await people.post('agent', '/cases', { content: `城关镇路灯不亮，请修理（${path}）`, channel: 'phone' });
    const page = await desks.goTo(username, path, size);
    await page.getByText(there).first().waitFor();
    await desks.shot(page, `${username}${path.replaceAll('/', '-')}`);
    expect(await desks.seriousOn(page)).toEqual([]);
  });

  it('the citizen page on a small telephone: axe finds nothing serious, nothing throws', async () => {
    const page = await desks.newPage(PHONE);
    await page.goto(`${app.url}/#/follow`);
    await page.getByLabel('查询码').waitFor();
    expect(await desks.seriousOn(page)).toEqual([]);
    expect(desks.faults).toEqual([]);
  });
});
