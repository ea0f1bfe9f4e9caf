import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { Desks } from '../support/browser';
import { Desk, PICTURE } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(420_000);

/** So soon what one person did shows on the page of another. */
const SOON_MS = 4_000;
const MINUTE_MS = 60_000;

describe('a case in the browser, through all roles', () => {
  let app: RunningApp;
  let desks: Desks;

  beforeAll(async () => {
    app = await startApp();
    desks = await Desks.open(app);
  });

  afterAll(async () => {
    await desks?.close();
    await app?.stop();
  });

  /** Opens the first task of a name, fills its form in and sends it. */
  const doTask = async (username: string, name: string, fill: (page: Page) => Promise<void>): Promise<void> => {
    const page = await desks.of(username);
    await page.getByRole('menuitem', { name: '任务' }).click();
    await page.locator('.ant-table').getByRole('button', { name }).first().click();
    await page.locator('.fjs-form').waitFor();
    await fill(page);
    await desks.shot(page, `task-${username.replace('town-', '')}`);
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
    const agent = await desks.of('agent');
    await agent.getByRole('menuitem', { name: '受理登记' }).click();
    await agent.getByLabel('联系电话').fill('13900000000');
    await agent.getByLabel('标题').fill('垃圾没人清理');
    await agent.getByLabel('诉求内容').fill('城关镇菜市场门口垃圾没人清理，卫生很差，希望解决。');
    await desks.shot(agent, 'intake');
    await agent.getByRole('button', { name: /登\s*记/ }).click();
    await agent.getByText(/处置方式：\s*转办/).waitFor();
    await agent.getByText(/签收 · 城关镇人民政府/).waitFor();
    const caseAddress = new URL(
      (await agent.getByRole('link', { name: '查看诉求件' }).getAttribute('href'))!,
      app.url,
    ).hash.slice(1);
    const code = /查询码\s*(\w{8})/.exec(await agent.locator('.ant-result-subtitle').innerText())![1]!;
    const number = /(\d{14})/.exec(await agent.locator('.ant-result-title').innerText())![1]!;

    // somebody looks on who asks for nothing by the clock: the stream of events alone tells of the others' work
    const watcher = await desks.of('oversight');
    await watcher.addInitScript('window.setInterval = () => 0');
    await watcher.goto('about:blank');
    await watcher.goto(`${app.url}/#${caseAddress}`);
    await watcher.getByRole('cell', { name: '待签收' }).waitFor();
    await doTask('town-handler', '签收', (page) => page.getByLabel('承办人').fill('吴刚'));
    await watcher.getByRole('cell', { name: '办理中' }).waitFor({ timeout: SOON_MS });
    await doTask('town-handler', '办理', async (page) => {
      await page.getByLabel('办理单位').fill('城关镇人民政府');
      // the form's clock is the hotline's, though this browser's goes by another zone
      const [hour, minute] = (await page.getByLabel('时刻').inputValue()).split(':').map(Number);
      const ago = (Date.now() / MINUTE_MS + 8 * 60 - (hour! * 60 + minute!)) % (24 * 60);
      expect(ago).toBeLessThan(30);
      // what is too short is refused at its field, with the figure of the rule
      await page.getByLabel('办理情况').fill('已处理。');
      await page.getByLabel('办理结果').fill('垃圾已清运，并增加每日两次巡查。');
      await page.getByLabel('是', { exact: true }).check();
      await page.getByRole('button', { name: /^提\s*交$/ }).click();
      await page.getByText('办理情况过于简单，至少 8 个字，不能只写“已处理”之类').waitFor();
      await page.getByLabel('办理情况').fill('接单后即到现场清运。');
      await page.getByLabel('办理结果').fill('垃圾已清运，并增加每日两次巡查。');
      await page.getByLabel('是', { exact: true }).check();
    });
    const readsAndAgrees = async (page: Page) => {
      const background = page.getByRole('region', { name: '办理依据' });
      await background.getByText('城关镇菜市场门口垃圾没人清理', { exact: false }).waitFor();
      await background.getByRole('row', { name: '办理结果 垃圾已清运，并增加每日两次巡查。' }).waitFor();
      await page.getByLabel('是', { exact: true }).check();
    };
    await doTask('town-reviewer', '审', readsAndAgrees);
    await doTask('supervisor', '审核', readsAndAgrees);

    const citizen = await desks.newPage({ width: 390, height: 800 });
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
    expect(await desks.seriousOn(citizen)).toEqual([]);
    await desks.shot(citizen, 'citizen');
    await citizen.getByRole('button', { name: /提\s*交/ }).click();
    await citizen.getByText('感谢您的评价').waitFor();

    await agent.getByRole('menuitem', { name: '诉求件' }).click();
    await agent.getByRole('row', { name: new RegExp(`${number}.*已归档`) }).waitFor();
    const choose = async (label: string, option: string) => {
      await agent.getByRole('combobox', { name: label }).fill(option);
      await agent.locator('.ant-select-item-option').getByText(option, { exact: true }).click();
    };
    await choose('状态', '办理中');
    await agent.getByRole('row', { name: new RegExp(number) }).waitFor({ state: 'detached' });
    await choose('状态', '已归档');
    await agent.getByRole('row', { name: new RegExp(`${number}.*已归档`) }).waitFor();
    await desks.shot(agent, 'cases');
    await agent.getByRole('link', { name: number }).click();
    await agent.getByText('办理过程').waitFor();
    await agent.getByText('垃圾已清运').first().waitFor();
    await desks.shot(agent, 'case');
    const [archive] = await Promise.all([
      agent.waitForEvent('download'),
      agent.getByRole('button', { name: '下载档案' }).click(),
    ]);
    expect(archive.suggestedFilename()).toBe(`${number}.zip`);
    expect(unzipSync(readFileSync(await archive.path()))['manifest.json']).toBeDefined();
    expect(desks.faults).toEqual([]);
  });

  it('tells the agent that the caller is heard of already: the call is linked to the open case', async () => {
    const agent = await desks.of('agent');
    const numberAfter = async (said: string) => {
      await desks.goTo('agent', '/intake');
      await agent.getByLabel('联系电话').fill('13900000011');
      await agent.getByLabel('诉求内容').fill('城关镇幸福路路灯坏了三天，晚上看不清路。');
      await agent.getByRole('button', { name: /^登\s*记$/ }).click();
      const title = await agent.locator('.ant-result-title').innerText();
      expect(title).toContain(said);
      await agent.getByRole('button', { name: '登记下一件' }).click();
      return /(\d{14})/.exec(title)![1]!;
    };
    expect(await numberAfter('已登记')).toBe(await numberAfter('已关联并催办'));
  });

  it('asks for a return with its four parts and for an extension, whoever decides reads what is asked for', async () => {
    const desk = new Desk(app);
    const { id, number } = await desk.register('城关镇占道经营，市容很差，希望解决', {
      title: '占道经营',
      correction: { urgency: 'urgent' },
    });
    await desk.task(id, 'sign-in', 'chengguan-town');
    const unit = await desks.goTo('town-handler', `/cases/${id}`);
    const asking = unit.getByRole('dialog');
    const send = async (page: Page) => {
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^提\s*交$/ })
        .click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    };
    const file = (name: string) => ({ name, mimeType: 'image/png', buffer: PICTURE });
    const opinion = () => asking.getByLabel('单位领导签署意见');
    const askReturn = async (reason: string) => {
      await unit.getByRole('button', { name: '申请退件' }).click();
      await asking.getByText('目前可以申请退件').waitFor();
      await asking.getByText(/退件应在收件后 1 个工作日内/).waitFor();
      await asking.getByLabel('理由').fill(reason);
      await asking.getByLabel('转办建议（单位）').fill('县综合行政执法局');
      await asking.getByLabel('有效依据', { exact: true }).fill('三定方案第三条。');
    };
    /** Opens what a supervisor decides on and reads the rows beside its form. */
    const decide = async (name: string, rows: string[], fill: (page: Page) => Promise<void>) => {
      const page = await desks.goTo('supervisor', '/tasks');
      await page
        .getByRole('row', { name: new RegExp(number) })
        .getByRole('button', { name, exact: true })
        .click();
      await page.locator('.fjs-form').waitFor();
      const background = page.getByRole('region', { name: '办理依据' });
      for (const row of rows) await background.getByRole('row', { name: row }).waitFor();
      await desks.shot(page, name === '审核退件' ? 'task-review-return' : 'task-review-extension');
      expect(await desks.seriousOn(page)).toEqual([]);
      await fill(page);
      await page.getByRole('button', { name: /^提\s*交$/ }).click();
      await page.locator('.fjs-form').waitFor({ state: 'detached' });
    };

    await askReturn('不属于本单位办理范围。');
    await asking.getByRole('button', { name: /^提\s*交$/ }).click();
    await asking.locator('.ant-form-item-explain-error').waitFor();
    await opinion().setInputFiles(file('领导签署意见.png'));
    await asking.getByLabel('依据材料').setInputFiles(file('三定方案.png'));
    await desks.shot(unit, 'dialog-return');
    expect(await desks.seriousOn(unit)).toEqual([]);
    await send(unit);
    await desk.task(id, 'review-return');
    const parts = ['理由 不属于本单位办理范围。', '转办建议（单位） 县综合行政执法局', '有效依据 三定方案第三条。'];
    await decide('审核退件', parts, async (page) => {
      for (const name of ['领导签署意见.png', '三定方案.png']) await page.getByText(name).waitFor();
      await page.getByLabel('否', { exact: true }).check();
      await page.getByLabel(/审查意见/).fill('依据不足，属本单位职责。');
    });

    // the rule says no before anything is sent; a supervisor's word opens it again
    await desk.task(id, 'handle', 'chengguan-town');
    await unit.reload();
    await unit.getByRole('button', { name: '申请退件' }).click();
    await asking
      .locator('.ant-alert-error')
      .getByText(/被驳回 1 次后，原则上不能再次申请/)
      .waitFor();
    await asking.getByRole('button', { name: /^取\s*消$/ }).click();
    const supervisor = await desks.goTo('supervisor', `/cases/${id}`);
    await supervisor.getByRole('button', { name: /^更\s*多$/ }).click();
    await supervisor.getByRole('menuitem', { name: '准许再次退件' }).click();
    await supervisor.getByRole('dialog').getByLabel('理由').fill('单位补充了新的有效依据');
    await send(supervisor);
    await unit.reload();
    await askReturn('补充三定方案修订稿。');
    await opinion().setInputFiles(file('领导签署意见.png'));
    await send(unit);
    await desk.task(id, 'review-return');
    await decide('审核退件', ['理由 补充三定方案修订稿。'], async (page) => {
      await page.getByLabel('否', { exact: true }).check();
      await page.getByLabel(/审查意见/).fill('仍属本单位职责。');
    });

    await desk.task(id, 'handle', 'chengguan-town');
    await unit.reload();
    await unit.getByRole('button', { name: '申请延期' }).click();
    await asking.getByText('紧急类事项仅因不可抗拒等客观原因可申请延期。').waitFor();
    await asking.getByLabel('不可抗拒等客观原因').check();
    await asking.getByText(/符合规定；批准后期限为/).waitFor();
    await asking.getByLabel('延期依据').fill('暴雨橙色预警。');
    await asking.getByLabel('理由').fill('暴雨期间无法现场作业。');
    await asking.getByLabel('与市民解释沟通情况').fill('已电话说明，市民理解。');
    await send(unit);
    await desk.task(id, 'review-extension');
    await decide('审批延期', ['延期工作日 1', '延期依据 暴雨橙色预警。', '不可抗拒等客观原因 是'], (page) =>
      page.getByLabel('是', { exact: true }).check(),
    );
    await desk.until(id, 'the extension', ({ history }) => history.some(({ type }) => type === 'extension-granted'));
    expect(desks.faults).toEqual([]);
  });

  it('states a limit that a law sets, merges a case into another and lets it go its own way again', async () => {
    const desk = new Desk(app);
    const main = await desk.register('城关镇菜市场门口垃圾没人清理，卫生很差，希望解决。', { title: '菜市场垃圾' });
    const { id } = await desk.register('城关镇菜市场门口垃圾没人清理，已经三天，希望解决。', { title: '垃圾三天' });
    await desk.until(id, 'its type', ({ stage }) => stage !== 'registered');
    const page = await desks.goTo('supervisor', `/cases/${id}`);
    const choose = async (name: string) => {
      await page.getByRole('button', { name: /^更\s*多$/ }).click();
      await page.getByRole('menuitem', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
    };
    const send = async () => {
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^提\s*交$/ })
        .click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    };
    await choose('法定时限');
    await page.getByLabel('时限', { exact: true }).fill('10');
    await page.getByLabel('法律依据（法规、条款）').fill('某条例第九条');
    expect(await desks.seriousOn(page)).toEqual([]);
    await send();
    await page.getByText('某条例第九条').first().waitFor();
    await choose('并案');
    await page.getByLabel('并入的诉求件').fill(main.number);
    await page.locator('.ant-select-item-option').getByText(main.number).click();
    await page.getByLabel('理由').fill('同一处垃圾');
    await send();
    await desk.until(id, 'the merge', ({ stage }) => stage === 'following');
    await page.reload();
    await choose('撤销并案');
    await page.getByLabel('理由').fill('是另一处垃圾');
    await send();
    await desk.until(id, 'its own way', ({ stage }) => stage !== 'following');
    expect(desks.faults).toEqual([]);
  });

  it('lets people change their password, by the rule and not without the current one', async () => {
    const page = await desks.of('media');
    await page.getByRole('button', { name: /联动媒体 云湖晚报/ }).click();
    await page.getByRole('menuitem', { name: '修改密码' }).click();
    const change = async (current: string, next: string) => {
      await page.getByLabel('当前密码').fill(current);
      await page.getByLabel('新密码', { exact: true }).fill(next);
      await page.getByLabel('再次输入新密码').fill(next);
      await page
        .getByRole('dialog')
        // after a refusal the sign of the waiting may still be leaving the button, and is part of its name
        .getByRole('button', { name: /提\s*交$/ })
        .click();
    };
    await change('not mine', 'Lake-Evening-2026!');
    await page.getByText('当前密码不正确').waitFor();
    await change(app.demoPassword, 'abc');
    await page.locator('.ant-modal .ant-alert-error').getByText(/密码/).waitFor();
    await change(app.demoPassword, 'Lake-Evening-2026!');
    await page.getByLabel('账号').fill('media');
    await page.getByLabel('密码').fill('Lake-Evening-2026!');
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByRole('menuitem', { name: '媒体联动' }).waitFor();
  });

  it('says what is missing in a form, and keeps what was entered', async () => {
    const agent = await desks.of('agent');
    await agent.getByRole('menuitem', { name: '受理登记' }).click();
    await agent.getByLabel('标题').fill('垃圾');
    await agent.getByRole('button', { name: /登\s*记/ }).click();
    await agent.locator('.ant-form-item-explain-error').waitFor();
    expect(await agent.getByLabel('标题').inputValue()).toBe('垃圾');
  });

  it('speaks English too', async () => {
    const page = await desks.newPage();
    await page.goto(app.url);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel('User name').waitFor();
  });
});
