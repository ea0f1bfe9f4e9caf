import type { Locator, Page } from 'playwright-core';
import { eventsOf } from '../../src/demo/calls';
import type { KpiRow } from '../../src/kpi/kpi';
import { Desks } from '../support/browser';
import { Desk } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(600_000);

const SECRET = 'the secret of the providers';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** An instant as it is written in Shanghai. */
const written = (instant: number): string => new Date(instant + 8 * 60 * MINUTE_MS).toISOString().replace('T', ' ');
const day = (instant: number): string => written(instant).slice(0, 10);
const PHONE = { width: 360, height: 640 };

describe('what people keep on record in the browser', () => {
  let app: RunningApp;
  let desks: Desks;
  let desk: Desk;

  beforeAll(async () => {
    app = await startApp({ env: { HOTLINE_CHANNEL_SMS_SECRET: SECRET, HOTLINE_CHANNEL_PHONE_SECRET: SECRET } });
    desk = new Desk(app);
    desks = await Desks.open(app);
  });

  afterAll(async () => {
    await desks?.close();
    await app?.stop();
  });

  const textMessage = (messageId: string, text: string): Promise<void> =>
    desk.people.tellChannel('sms', { messageId, from: '13800000066', text }, SECRET);
  const submit = async (page: Page): Promise<void> => {
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(提\s*交|存为草稿)$/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };
  const choose = async (page: Page, label: string, option: string): Promise<void> => {
    const field = page.getByRole('dialog').getByRole('combobox', { name: label });
    // a dialog that has just opened takes the focus, which closes a list that was opened before
    await desks.settle(page);
    await field.click();
    // a long list draws what is in sight only: those that can be searched are
    if (await field.isEditable()) await field.fill(option);
    await page.locator('.ant-select-item-option').getByText(option, { exact: true }).click();
  };
  /** Axe and the width, wide and on a telephone; the picture is the wide one. */
  const looksRight = async (page: Page, name: string): Promise<string[]> => {
    const found: string[] = [];
    await desks.shot(page, name);
    for (const size of [page.viewportSize()!, PHONE]) {
      await page.setViewportSize(size);
      await desks.settle(page);
      if ((await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) > 0)
        found.push(`${name} at ${size.width}: wider than its window`);
      found.push(...(await desks.seriousOn(page)).map((finding) => `${name} at ${size.width}: ${finding}`));
    }
    await page.setViewportSize({ width: 1280, height: 860 });
    return found;
  };

  it('a text message is replied to once, another is noted as invalid with its reason', async () => {
    await textMessage('m1', '城关镇菜市场门口垃圾没人清理，希望解决。');
    await textMessage('m2', '哈哈哈哈');
    const page = await desks.goTo('agent', '/messages');
    const row = (text: RegExp) => page.getByRole('row', { name: text });
    await page.getByText('待回复短信', { exact: true }).click();
    await row(/垃圾没人清理/)
      .getByRole('button', { name: /^回\s*复$/ })
      .click();
    await page.getByLabel('回复内容（以短信发出）').fill('已转城关镇人民政府办理，请留意回访。');
    await submit(page);
    await row(/垃圾没人清理/).waitFor({ state: 'hidden' });
    await row(/哈哈哈哈/)
      .getByRole('button', { name: '标为无效' })
      .click();
    await page.getByLabel('无效的理由').fill('没有诉求内容');
    await submit(page);
    await page.getByText('没有消息').waitFor();
    await page.getByText('全部', { exact: true }).click();
    await row(/已回复/).waitFor();
    const found = await looksRight(page, 'page-messages');
    await page.getByRole('button', { name: '哈哈哈哈' }).click();
    await page
      .locator('.ant-drawer')
      .getByText(/没有诉求内容/)
      .waitFor();
    await page.locator('.ant-drawer').getByText(/张敏/).waitFor();
    expect([...found, ...(await desks.seriousOn(page)), ...desks.faults]).toEqual([]);
  });

  it('a complaint about staff is recorded by an agent and decided by a supervisor, never by whom it is about', async () => {
    const agent = await desks.goTo('agent', '/complaints');
    const record = async (content: string, about: string) => {
      await agent.getByRole('button', { name: '登记投诉' }).click();
      await choose(agent, '环节', '受理');
      await choose(agent, '类别', '服务态度');
      await agent.getByLabel('投诉内容').fill(content);
      await choose(agent, '被投诉人（已知时选择）', about);
      await submit(agent);
    };
    await record('接电话时语气生硬，未等说完即挂断。', '话务员 张敏 (agent)');
    await record('督办过程中态度恶劣。', '督办员 李强 (supervisor)');
    const page = await desks.goTo('supervisor', '/complaints');
    const about = (name: RegExp) => page.getByRole('row', { name });
    await about(/李强/).waitFor();
    expect(
      await about(/李强/)
        .getByRole('button', { name: /^认\s*定$/ })
        .count(),
    ).toBe(0);
    await about(/张敏/)
      .getByRole('button', { name: /^认\s*定$/ })
      .click();
    await page.getByRole('dialog').getByLabel('有效', { exact: true }).check();
    expect(await desks.seriousOn(page)).toEqual([]);
    await page.getByLabel('认定理由').fill('录音核实属实。');
    await submit(page);
    await page.locator('.ant-segmented').getByText('有效', { exact: true }).click();
    await about(/张敏.*有效/).waitFor();
    const found = await looksRight(page, 'page-complaints');
    await page.getByRole('button', { name: /语气生硬/ }).click();
    await page.locator('.ant-drawer').getByText('录音核实属实。').waitFor();
    expect([...found, ...desks.faults]).toEqual([]);
  });

  it('the measures show what the telephone system and the provider of text messages told, as the API counts it; a period is left out on record', async () => {
    // yesterday in Shanghai: two days stand in the chart whatever the hour
    const noon = Date.parse(`${day(Date.now() - DAY_MS)}T12:00:00+08:00`);
    /** Three answered in time, one late, one given up; two more given up in an outage before. */
    for (const [index, waited, at] of [
      [1, 5, noon],
      [2, 9, noon],
      [3, 15, noon],
      [4, 20, noon],
      [5, null, noon],
      [6, null, noon - 60 * MINUTE_MS],
      [7, null, noon - 60 * MINUTE_MS],
    ] as const) {
      const after = (seconds: number) => new Date(at + index + seconds * 1000);
      const answered = waited === null ? {} : { answeredAt: after(waited) };
      const call = {
        callId: `c${index}`,
        caller: '13900000001',
        incomingAt: after(0),
        ...answered,
        endedAt: after(90),
      };
      for (const event of eventsOf(call, '02000000111')) await desk.people.tellChannel('phone', event, SECRET);
    }
    const page = await desks.goTo('supervisor', '/kpi');
    const total = async (measure: string, figures: string) =>
      page.getByRole('row', { name: new RegExp(`^合计 ${measure} ${figures}$`) }).waitFor();
    await total('人工接通率', '4 7 57\\.1% 95\\.0% 未达标 0');
    await total('应答及时率', '3 4 75\\.0% 80\\.0% 未达标 0');
    await total('短信回复率', '1 1 100\\.0% 100\\.0% 达标 1');
    await total('投诉率', '1 4 25\\.0% 2\\.0% 未达标 0');

    await page.getByRole('tab', { name: '剔除记录' }).click();
    const choice = async (label: string, option: string) => {
      await page.getByRole('combobox', { name: label }).click();
      await page.locator('.ant-select-item-option').getByText(option, { exact: true }).click();
    };
    await choice('范围', '电话');
    for (const [at, instant] of [noon - 65 * MINUTE_MS, noon - 50 * MINUTE_MS].entries()) {
      await page.locator('.ant-picker-range').last().locator('input').nth(at).fill(written(instant).slice(0, 16));
      await page.keyboard.press('Enter');
    }
    await choice('原因', '系统故障');
    await page.getByLabel('说明').fill('电话交换机故障');
    await page.getByRole('button', { name: '登记剔除' }).click();
    // what was chosen is a time of the hotline's, though this browser's clock goes by another zone
    await page.getByRole('row', { name: /^电话 \S+ 10:55 \S+ 11:10 系统故障 电话交换机故障 督办员 李强/ }).waitFor();

    await page.getByRole('tab', { name: '服务指标' }).click();
    await total('人工接通率', '4 5 80\\.0% 95\\.0% 未达标 2');
    const period = `from=${day(noon - 28 * DAY_MS)}&to=${day(Date.now())}`;
    const { total: counted } = await desk.people.get<{ total: KpiRow[] }>('supervisor', `/kpi?${period}`);
    expect(counted.map(({ measure, numerator, denominator }) => [measure, numerator, denominator])).toEqual([
      ['person-answered', 4, 5],
      ['answered-in-time', 3, 4],
      ['sms-replied', 1, 1],
      ['staff-complaints', 1, 4],
    ]);
    // the picture says the same as the table: the target beside its line, and of each day how much of what
    const chart = page.getByRole('img', { name: '人工接通率' });
    await desks.settle(page);
    expect(await chart.locator('text').allTextContents()).toEqual(
      expect.arrayContaining(['95.0%', day(noon).slice(5)]),
    );
    const box = (await chart.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
    const told = chart
      .locator('div')
      .filter({ hasText: day(noon) })
      .last();
    await told.waitFor();
    expect((await told.innerText()).split('\n')).toEqual([day(noon), '80.0% (4 / 5) 未达标', '剔除 2']);
    expect([...(await desks.seriousOn(page)), ...desks.faults]).toEqual([]);
  });

  it('an article is written, reviewed by somebody else, found by a question, and withdrawn', async () => {
    const agent = await desks.goTo('agent', '/knowledge');
    await agent.getByRole('button', { name: '新建条目' }).click();
    await agent.getByLabel('编码').fill('river-skating');
    await agent.getByRole('dialog').getByLabel('标题').fill('河道滑冰安全');
    await choose(agent, '归口类别', '社会治安');
    await agent.getByLabel('市民常见问法').fill('河面结冰可以滑冰吗');
    await agent.getByLabel('答复口径').fill('河道冰面不对外开放，请勿进入。');
    await submit(agent);
    await agent.getByRole('button', { name: '提交审核' }).click();
    await agent
      .locator('.ant-popover')
      .getByRole('button', { name: /^(确\s*定|OK)$/ })
      .click();
    await agent.getByText('待审核').first().waitFor();

    const page = await desks.goTo('supervisor', '/knowledge/river-skating');
    await page.getByRole('cell', { name: '话务员 张敏' }).first().waitFor();
    await page.getByRole('button', { name: '审核通过' }).click();
    await submit(page);
    await page.getByText('已发布').waitFor();
    await page
      .getByText(/督办员 李强/)
      .last()
      .waitFor();
    await desks.goTo('supervisor', '/knowledge');
    await page.getByPlaceholder('按市民的问法查找在用条目').fill('结冰的河面能滑冰吗');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: '河道滑冰安全' }).click();
    await page.getByRole('button', { name: /^停\s*用$/ }).click();
    await submit(page);
    await page.getByText('已停用').waitFor();
    expect(desks.faults).toEqual([]);
  });

  it('a hot spot becomes a rectification with an owner and a deadline', async () => {
    const page = await desks.goTo('supervisor', '/hotspots');
    await page.getByRole('button', { name: '发起整改' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('标题').fill('窗口排队时间长');
    await dialog.getByLabel('情况说明').fill('多名群众反映政务大厅排队超过一小时。');
    await dialog.getByLabel('承办单位').fill('城关镇');
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByLabel('整改责任人').fill('郑洁');
    await dialog.getByLabel('整改期限').fill('2030-12-31 17:30');
    await page.keyboard.press('Enter');
    await submit(page);
    await page.getByRole('tab', { name: '整改', exact: true }).click();
    await page.getByRole('row', { name: /窗口排队时间长.*郑洁/ }).waitFor();

    const open = async (who: string, name: string): Promise<{ at: Page; background: Locator }> => {
      const at = await desks.goTo(who, '/tasks');
      await at
        .getByRole('row', { name: new RegExp(`${name}.*热点整改.*窗口排队时间长`) })
        .getByRole('button', { name, exact: true })
        .click();
      await at.locator('.fjs-form').waitFor();
      return { at, background: at.getByRole('region', { name: '办理依据' }) };
    };
    const send = async (at: Page): Promise<void> => {
      await at.getByRole('button', { name: /^提\s*交$/ }).click();
      await at.locator('.fjs-form').waitFor({ state: 'detached' });
    };
    const unit = await open('town-handler', '整改');
    await unit.background.getByText('多名群众反映政务大厅排队超过一小时。').waitFor();
    await unit.at.getByLabel('流程优化').check();
    await unit.at.getByLabel('整改措施与结果').fill('增设两个窗口，推行预约。');
    await send(unit.at);
    // whoever checks reads what was done, in the words of the form that it was written in
    const check = await open('supervisor', '检查整改');
    await check.background.getByRole('row', { name: '整改措施类别 流程优化' }).waitFor();
    await check.background.getByRole('row', { name: '整改措施与结果 增设两个窗口，推行预约。' }).waitFor();
    await check.at.getByLabel('是', { exact: true }).check();
    await send(check.at);
    expect(desks.faults).toEqual([]);
  });

  it('a case is held for a court by an admin, seen by oversight, and let go again', async () => {
    const { number } = await desk.register('城关镇幸福路路灯坏了，希望维修。', { title: '路灯不亮' });
    const admin = await desks.goTo('admin', '/holds');
    await admin.getByRole('button', { name: '冻结诉求件' }).click();
    await admin.getByLabel('诉求件', { exact: true }).fill(number);
    await admin.locator('.ant-select-item-option').getByText(number).click();
    await admin.getByLabel('冻结理由').fill('法院调取');
    await submit(admin);
    const row = (page: Page) => page.getByRole('row', { name: new RegExp(`${number}.*法院调取.*系统管理员.*冻结中`) });
    await row(admin).waitFor();
    const found = await looksRight(admin, 'page-holds');
    const overseer = await desks.goTo('oversight', '/holds');
    await row(overseer).waitFor();
    expect(await overseer.getByRole('button', { name: /冻结/ }).count()).toBe(0);
    await row(overseer).getByRole('link', { name: number }).click();
    await overseer.getByText('冻结：法院调取').waitFor();
    await row(admin).getByRole('button', { name: '解除冻结' }).click();
    await admin
      .locator('.ant-popover')
      .getByRole('button', { name: /^(确\s*定|OK)$/ })
      .click();
    await admin.getByText('没有冻结的诉求件').waitFor();
    await admin.getByText('含已解除').click();
    await admin.getByRole('row', { name: new RegExp(`${number}.*系统管理员.*解除`) }).waitFor();
    const trail = await desk.people.get<{ action: string }[]>('admin', '/audit?actor=admin&subjectType=case');
    expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['case.hold', 'case.hold.lift']));
    expect([...found, ...desks.faults]).toEqual([]);
  });

  it('the audit trail tells of all of it, by action, person and kind; nobody else reads it', async () => {
    const page = await desks.goTo('oversight', '/audit');
    await page.getByRole('combobox', { name: '操作', exact: true }).fill('认定投诉');
    await page.locator('.ant-select-item-option').getByText('认定投诉', { exact: true }).click();
    const row = page.getByRole('row', { name: /认定投诉.*督办员 李强.*工作人员投诉/ });
    await row.waitFor();
    expect(await page.locator('.ant-table-tbody .ant-table-row').count()).toBe(1);
    const found = await looksRight(page, 'page-audit');
    await row.getByRole('button', { name: '认定投诉' }).click();
    await page.locator('.ant-drawer pre').getByText('upheld').waitFor();
    expect([...found, ...desks.faults]).toEqual([]);
    // one click away in the menu of a desk's window, whatever else an admin has there; nothing hides behind an ellipsis
    const admin = await desks.goTo('admin', '/tasks');
    expect(await admin.locator('.ant-menu-overflow-item-rest:visible').count()).toBe(0);
    await admin.getByRole('menuitem', { name: '流程与系统' }).click();
    await admin.getByRole('menuitem', { name: '审计日志' }).click();
    await admin.getByRole('row', { name: /认定投诉/ }).waitFor();
    const agent = await desks.of('agent');
    expect(await agent.getByRole('menuitem', { name: '审计日志' }).count()).toBe(0);
    expect((await desk.refusal(desk.people.get('agent', '/audit'))).code).toBe('forbidden');
  });
});
