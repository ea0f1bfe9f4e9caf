import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { HotlineConfig } from '../../src/config/hotline-config';
import { workingCalendarOf } from '../../src/time-limits';
import { Desks } from '../support/browser';
import { Desk } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(900_000);

const CALL = '咨询城关镇垃圾清运时间，请问垃圾桶设在哪里？';
/** A moment for what is drawn late. */
const SETTLE_MS = 1_000;

/** README, "Ten minutes": what a newcomer does with nothing but that section, in its order and with its words. */
describe('a newcomer with the README', () => {
  let app: RunningApp;
  let desks: Desks;
  let desk: Desk;
  const known = { id: '', number: '', code: '' };

  beforeAll(async () => {
    app = await startApp();
    desks = await Desks.open(app);
    desk = new Desk(app);
  });

  afterAll(async () => {
    await desks?.close();
    await app?.stop();
  });

  /** Registers the call at the desk. */
  const call = async (title: string, phone: string): Promise<void> => {
    const page = await desks.goTo('agent', '/intake');
    await page.getByLabel('联系电话').fill(phone);
    await page.getByLabel('标题').fill(title);
    await page.getByLabel('诉求内容').fill(`${title}：${CALL}`);
    await page.getByText('建议承办单位').waitFor();
    await desks.shot(page, 'intake');
    await page.getByRole('button', { name: /^登\s*记$/ }).click();
    known.number = /(\d{14})/.exec(await page.locator('.ant-result-title').innerText())![1]!;
    known.code = /查询码\s*(\w{8})/.exec(await page.locator('.ant-result-subtitle').innerText())![1]!;
    known.id = /cases\/([\w-]+)/.exec(
      (await page.getByRole('link', { name: '查看诉求件' }).getAttribute('href'))!,
    )![1]!;
    await page.getByRole('button', { name: '登记下一件' }).click();
  };

  /** Opens the case's task from somebody's list, fills its form in and submits it. */
  const work = async (who: string, elementId: string, name: string, fill: (page: Page) => Promise<void>) => {
    await desk.task(known.id, elementId);
    const page = await desks.of(who);
    await page.goto('about:blank');
    await page.goto(`${app.url}/#/tasks`);
    await page
      .getByRole('row', { name: new RegExp(known.number) })
      .getByRole('button', { name, exact: true })
      .click();
    await page.locator('.fjs-form').waitFor();
    await fill(page);
    await desks.shot(page, `task-${elementId}`);
    await page.getByRole('button', { name: /^提\s*交$/ }).click();
    await page.locator('.fjs-form').waitFor({ state: 'detached' });
  };

  /** Is the case's assignment due so many working days after the day on which it was issued? */
  const isDueAfter = async (days: number): Promise<boolean> => {
    const calendar = workingCalendarOf(HotlineConfig.load(join(process.cwd(), 'config')));
    const [assignment] = (await desk.view(known.id)).assignments;
    const issued = calendar.dateOf(new Date(assignment!.issuedAt));
    return calendar.dateOf(new Date(assignment!.handlingDue)) === calendar.workingDayAfter(issued, days);
  };

  /** Deploys what was edited. */
  const release = async (owner: Page, comment: string): Promise<void> => {
    await owner.getByRole('button', { name: /^发\s*布$/ }).click();
    await owner.getByLabel('发布说明').fill(comment);
    await owner.getByText('流程引擎检查通过').waitFor();
    await owner
      .getByRole('dialog')
      .getByRole('button', { name: /^发\s*布$/ })
      .click();
    await owner.getByText(/已发布为版本 \d+/).waitFor();
    await owner.getByRole('button', { name: /完\s*成/ }).click();
  };

  const yes = (page: Page) => page.getByLabel('是', { exact: true }).check();

  const handleAndReview = async (): Promise<void> => {
    await work('town-handler', 'sign-in', '签收', (page) => page.getByLabel('承办人').fill('吴刚'));
    await work('town-handler', 'handle', '办理', async (page) => {
      await page.getByLabel('办理单位').fill('城关镇人民政府');
      await page.getByLabel('办理情况').fill('接单后即联系环卫站核实，并电话答复诉求人。');
      await page.getByLabel('办理结果').fill('垃圾每日六时和十八时清运，垃圾桶设在各小区东门，感谢您的来电。');
      await yes(page);
    });
    await work('town-reviewer', 'review-result', '审核办理结果', yes);
  };

  it('takes a case from the call to the archive', async () => {
    await call('垃圾清运时间', '13900000000');
    await desk.task(known.id, 'sign-in');
    expect(await isDueAfter(3)).toBe(true);
    await handleAndReview();
    await work('supervisor', 'audit-reply', '审核答复', yes);
    await desk.until(known.id, 'the survey', ({ stage }) => stage === 'revisiting');
    const citizen = await desks.newPage({ width: 390, height: 800 });
    await citizen.goto(`${app.url}/#/follow?number=${known.number}`);
    await citizen.getByLabel('查询码').fill(known.code);
    await citizen.getByRole('button', { name: /^查\s*询$/ }).click();
    await citizen.getByLabel('满意', { exact: true }).check();
    await citizen.getByRole('button', { name: /^提\s*交$/ }).click();
    await citizen.getByText('感谢您的评价').waitFor();
    await desk.until(known.id, 'the archive', ({ stage }) => stage === 'archived');
  });

  it('changes the limit for consults from 3 to 2 working days in the table', async () => {
    const owner = await desks.goTo('owner', '/studio');
    await owner.getByRole('tab', { name: '决策表' }).click();
    await owner.getByRole('link', { name: '办理时限' }).click();
    const cell = owner.locator('td[data-element-id="time-limits-rule-2-out-3"]');
    await cell.getByText('3', { exact: true }).waitFor();
    await cell.click();
    await owner.keyboard.press('ControlOrMeta+A');
    await owner.keyboard.type('2');
    await owner.getByText(/草稿已保存/).waitFor();
    await owner.getByRole('tab', { name: '与已发布版本的差异' }).click();
    await owner.waitForTimeout(SETTLE_MS);
    await desks.shot(owner, 'studio-table-difference');
    await release(owner, '咨询改为 2 个工作日');
  });

  it('adds a review step to the diagram with its template', async () => {
    const owner = await desks.goTo('owner', '/studio');
    await owner.getByRole('link', { name: '承办', exact: true }).click();
    await owner.locator('[data-element-id="issue-handling-order"]').waitFor();
    await owner.waitForTimeout(SETTLE_MS);
    await owner.locator('.djs-palette [data-action="create.task"]').click();
    const arrow = owner.locator('[data-element-id="issue-handling-order-to-not-signed-in"] .djs-hit').first();
    const { x, y, width, height } = (await arrow.boundingBox())!;
    const middle = [x + width / 2, y + height / 2] as const;
    await owner.mouse.move(middle[0] - 2, middle[1]);
    await owner.mouse.move(...middle, { steps: 4 });
    await owner.mouse.click(...middle);
    await owner.keyboard.type('增加热线复核');
    await owner.locator('.bio-properties-panel-header').click();
    await owner.locator('.bio-properties-panel-select-template-button').click();
    await owner.getByText('增加审核环节', { exact: true }).click();
    await owner.getByText(/检查通过/).waitFor();
    await owner.getByText(/草稿已保存/).waitFor();
    await desks.shot(owner, 'studio-review-step');
    await release(owner, '承办结果增加热线复核');
  });

  it('sees both on the next case', async () => {
    await call('垃圾桶位置', '13900000001');
    await desk.task(known.id, 'sign-in');
    const page = await desks.goTo('agent', `/cases/${known.id}`);
    expect(await isDueAfter(2)).toBe(true);
    await page.getByText('城关镇人民政府').first().waitFor();
    await desks.shot(page, 'case-two-days');
    await handleAndReview();
    await work('supervisor', 'review-result', '审核办理结果', yes);
    await work('supervisor', 'audit-reply', '审核答复', yes);
    await desk.until(known.id, 'the survey', ({ stage }) => stage === 'revisiting');
    expect(desks.faults).toEqual([]);
  });
});
