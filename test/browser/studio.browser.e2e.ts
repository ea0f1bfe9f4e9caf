import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DemoClient, Refused } from '../../src/demo/client';
import { Desks } from '../support/browser';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(420_000);

const PROBE = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="probe-definitions" targetNamespace="http://hotline">
  <bpmn:process id="probe" name="探针" isExecutable="true">
    <bpmn:startEvent id="start" name="开始"><bpmn:outgoing>one</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="one" sourceRef="start" targetRef="watch" />
    <bpmn:serviceTask id="watch" name="核对期限"><bpmn:extensionElements><zeebe:taskDefinition type="watch-deadline" retries="1" /></bpmn:extensionElements><bpmn:incoming>one</bpmn:incoming><bpmn:outgoing>two</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:sequenceFlow id="two" sourceRef="watch" targetRef="end" />
    <bpmn:endEvent id="end" name="结束"><bpmn:incoming>two</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="probe-diagram"><bpmndi:BPMNPlane id="probe-plane" bpmnElement="probe">
    <bpmndi:BPMNShape id="shape-start" bpmnElement="start"><dc:Bounds x="160" y="100" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="shape-watch" bpmnElement="watch"><dc:Bounds x="260" y="78" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="shape-end" bpmnElement="end"><dc:Bounds x="420" y="100" width="36" height="36" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

/** Two tasks of people, one after the other; `first` is called otherwise in a later version. */
const waiting = (name: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="waiting-definitions" targetNamespace="http://hotline">
  <bpmn:process id="waiting" name="等候" isExecutable="true">
    <bpmn:startEvent id="start" name="开始"><bpmn:outgoing>one</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="one" sourceRef="start" targetRef="first" />
    <bpmn:userTask id="first" name="${name}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements><bpmn:incoming>one</bpmn:incoming><bpmn:outgoing>two</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="two" sourceRef="first" targetRef="second" />
    <bpmn:userTask id="second" name="第二步"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements><bpmn:incoming>two</bpmn:incoming><bpmn:outgoing>three</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="three" sourceRef="second" targetRef="end" />
    <bpmn:endEvent id="end" name="结束"><bpmn:incoming>three</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="waiting-diagram"><bpmndi:BPMNPlane id="waiting-plane" bpmnElement="waiting">
    <bpmndi:BPMNShape id="shape-start" bpmnElement="start"><dc:Bounds x="160" y="100" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="shape-first" bpmnElement="first"><dc:Bounds x="260" y="78" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="shape-second" bpmnElement="second"><dc:Bounds x="420" y="78" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="shape-end" bpmnElement="end"><dc:Bounds x="580" y="100" width="36" height="36" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

interface Definition {
  id: string;
  version: number;
  active: number;
}

describe('from idea to running process, without a developer', () => {
  const config = mkdtempSync(join(tmpdir(), 'hotline-studio-'));
  let app: RunningApp;
  let desks: Desks;
  let people: DemoClient;

  beforeAll(async () => {
    cpSync(join(process.cwd(), 'config'), config, { recursive: true });
    app = await startApp({ env: { HOTLINE_CONFIG: config } });
    people = new DemoClient(app.url, app.demoPassword);
    desks = await Desks.open(app);
  });

  afterAll(async () => {
    await desks?.close();
    await app?.stop();
    rmSync(config, { recursive: true });
  });

  const versionsOf = async (id: string): Promise<Record<number, number>> => {
    const definitions = await people.get<Definition[]>('admin', '/monitor/definitions');
    return Object.fromEntries(
      definitions.filter((one) => one.id === id).map(({ version, active }) => [version, active]),
    );
  };

  const until = async <T>(ask: () => Promise<T>, done: (answer: T) => boolean): Promise<T> => {
    for (const end = Date.now() + 90_000; ;) {
      const answer = await ask();
      if (done(answer) || Date.now() > end) return answer;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  /** Starts an instance by the Camunda 8 API; answers its key. */
  const startProcess = async (processDefinitionId: string, variables: object = {}): Promise<string> => {
    const { GATEWAY_URL, GATEWAY_USER, GATEWAY_PASSWORD } = process.env;
    const started = await fetch(`${GATEWAY_URL}/v2/process-instances`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${GATEWAY_USER}:${GATEWAY_PASSWORD}`).toString('base64')}`,
      },
      body: JSON.stringify({ processDefinitionId, variables }),
    });
    return ((await started.json()) as { processInstanceKey: string }).processInstanceKey;
  };

  it('the consult limit of 3 working days becomes 2: changed in the table, tried, compared, deployed', async () => {
    const owner = await desks.goTo('owner', '/studio/decision/time-limits');
    const cell = owner.locator('td[data-element-id="time-limits-rule-2-out-3"]');
    await cell.getByText('3', { exact: true }).waitFor();
    await cell.click();
    await owner.keyboard.press('Control+A');
    await owner.keyboard.type('2');
    await owner.getByText(/草稿已保存/).waitFor();
    await desks.shot(owner, 'studio-table');

    await owner.getByRole('tab', { name: '试运行' }).click();
    await owner.getByRole('button', { name: /运\s*行/ }).click();
    await owner.locator('.ant-descriptions-row', { hasText: 'handlingDays' }).getByText('2', { exact: true }).waitFor();

    await owner.getByRole('tab', { name: '与已发布版本的差异' }).click();
    await owner.locator('del', { hasText: '3' }).waitFor();
    expect(await owner.locator('.ant-tabs-tabpane-active ins').allInnerTexts()).toEqual(['2']);
    await desks.shot(owner, 'studio-table-difference');

    await owner.getByRole('button', { name: /^发\s*布$/ }).click();
    await owner.getByLabel('发布说明').fill('咨询类缩短为 2 个工作日');
    await owner.getByText('流程引擎检查通过').waitFor();
    await owner
      .getByRole('dialog')
      .getByRole('button', { name: /发\s*布/ })
      .click();
    await owner.getByText('已发布为版本 2').waitFor();
    await owner.getByRole('button', { name: /完\s*成/ }).click();
    await owner.getByText('与已发布版本一致').waitFor();
  });

  it('forms are called as their tasks, and their fields are drawn as those who fill them in see them', async () => {
    const owner = await desks.goTo('owner', '/studio');
    await owner.getByRole('tab', { name: '表单' }).click();
    await owner.getByRole('link', { name: '签收', exact: true }).click();
    await owner.locator('.ant-card-head', { hasText: '签收' }).waitFor();
    const field = '.fjs-form-editor .fjs-input-group';
    await owner.locator(field).first().waitFor();
    expect(await owner.evaluate(`getComputedStyle(document.querySelector('${field}')).borderTopStyle`)).toBe('solid');
  });

  it('lints as one types; the running case moves to the new version after its preview; the old one comes back', async () => {
    await people.post('agent', '/cases', { content: '城关镇垃圾没人清理，卫生很差，希望解决', channel: 'phone' });
    await until(
      () => versionsOf('handle-assignment'),
      (versions) => versions[1] === 1,
    );
    const owner = await desks.goTo('owner', '/studio/process/handle-assignment');
    await owner.getByText('检查通过，没有问题').waitFor();

    // a task that nothing leads to
    await owner.locator('.djs-palette [data-action="create.task"]').click();
    await owner.mouse.move(360, 740);
    await owner.mouse.click(360, 740);
    await owner.getByText(/[1-9]\d* 个错误/).waitFor();
    await desks.shot(owner, 'studio-lint');
    await owner.keyboard.press('Escape');
    // while the new task's name is being typed, undo is the text's
    await owner.locator('.djs-direct-editing-parent').waitFor({ state: 'detached' });
    await owner.locator('.djs-container svg').first().focus();
    await owner.keyboard.press('Control+Z');
    await owner.getByText('检查通过，没有问题').waitFor();

    // another name
    await desks.choose(owner, 'sign-in');
    await owner.locator('.bio-properties-panel-header-label', { hasText: '签收' }).waitFor();
    await owner.locator('.bio-properties-panel-group-header', { hasText: '常规' }).click();
    await owner.locator('#bio-properties-panel-name').fill('签收（限时）');
    await owner.getByText(/草稿已保存/).waitFor();
    await owner.getByRole('tab', { name: '与已发布版本的差异' }).click();
    await owner
      .locator('.ant-tabs-tabpane-active')
      .getByText(/签收（限时）/)
      .filter({ visible: true })
      .first()
      .waitFor();
    // the name alone: from what it was to what it is, and nothing that only the editor writes otherwise
    expect(await owner.locator('.ant-tabs-tabpane-active .ant-table-row:visible').allInnerTexts()).toEqual([
      expect.stringMatching(/^修改\s+签收（限时） \(sign-in\)\s+name: "签收" → "签收（限时）"$/),
    ]);
    await desks.shot(owner, 'studio-difference');

    await owner.getByRole('button', { name: /^发\s*布$/ }).click();
    await owner.getByLabel('发布说明').fill('签收环节改名');
    await owner.getByText('流程引擎检查通过').waitFor();
    await owner
      .getByRole('dialog')
      .getByRole('button', { name: /发\s*布/ })
      .click();
    await owner.getByText('还有 1 件在旧版本上运行').waitFor();
    await owner.getByRole('button', { name: '迁移运行中的流程' }).click();
    await owner.getByRole('cell', { name: '签收 (sign-in)' }).first().waitFor();
    await desks.shot(owner, 'studio-migrate');
    await owner.getByRole('button', { name: '开始迁移' }).click();
    await owner.getByText('已迁移 1 / 1').waitFor();
    expect(await versionsOf('handle-assignment')).toEqual({ 1: 0, 2: 1 });
    await owner.getByRole('button', { name: /完\s*成/ }).click();

    await owner.getByRole('tab', { name: '版本', exact: true }).click();
    await owner.getByRole('button', { name: '回退到此版本' }).click();
    await owner.getByText('流程引擎检查通过').waitFor();
    await owner
      .getByRole('dialog')
      .getByRole('button', { name: /发\s*布/ })
      .click();
    await owner.getByText('已发布为版本 3').waitFor();

    const trail = await people.get<{ action: string }[]>('admin', '/audit?actor=owner');
    expect(new Set(trail.map(({ action }) => action))).toEqual(
      new Set(['login', 'studio.draft.save', 'process.deploy', 'monitor.migrate']),
    );
  });

  it('incidents are found, a variable corrected, and they go on, one or several at once', async () => {
    await people.post('owner', '/studio/releases', {
      comment: '探针',
      resources: [{ name: 'probe.bpmn', content: PROBE }],
    });
    const start = () => startProcess('probe', { assignment: null });
    const processInstanceKey = await start();
    const [second, third] = [await start(), await start()];
    const { items } = await people.get<{ items: { id: string }[] }>('supervisor', '/cases');
    const { assignments } = await people.get<{ assignments: { id: string; unit: string }[] }>(
      'supervisor',
      `/cases/${items[0]!.id}`,
    );
    const admin = await desks.goTo('admin', '/monitor');
    await admin.getByRole('tab', { name: /故障/ }).click();
    const row = admin.getByRole('row', { name: new RegExp(processInstanceKey) });
    await row.waitFor();
    await desks.shot(admin, 'monitor-incidents');
    await row.getByRole('button', { name: '更正变量' }).click();
    await admin.getByLabel('变量', { exact: true }).fill('assignment');
    await admin.keyboard.press('Tab');
    const [{ id, unit }] = assignments as [{ id: string; unit: string }];
    await admin.getByLabel('值（JSON）').fill(JSON.stringify({ assignmentId: id, unit, role: 'lead' }));
    await admin.getByRole('button', { name: /保\s*存/ }).click();
    await admin.getByRole('dialog').waitFor({ state: 'hidden' });
    await row.getByRole('button', { name: /重\s*试/ }).click();
    const completed = async (key: string) => {
      const found = await until(
        () =>
          people.post<{ items: { state: string }[] }>('admin', '/monitor/search/process-instances', {
            filter: { processInstanceKey: key },
          }),
        ({ items: [one] }) => one?.state === 'COMPLETED',
      );
      expect(found.items[0]?.state).toBe('COMPLETED');
    };
    await completed(processInstanceKey);
    for (const key of [second, third]) {
      await people.post('admin', `/monitor/instances/${key}/variables`, {
        scopeKey: key,
        variables: { assignment: { assignmentId: id, unit, role: 'lead' } },
      });
      await admin
        .getByRole('row', { name: new RegExp(key) })
        .getByRole('checkbox')
        .check();
    }
    await admin.getByRole('button', { name: '重试所选实例（2）' }).click();
    await admin.getByText('已完成 2 / 2').waitFor();
    await desks.shot(admin, 'monitor-batch');
    for (const key of [second, third]) await completed(key);
    await desks.goTo('admin', `/monitor/instances/${processInstanceKey}`);
    await admin.getByText('已完成').first().waitFor();
    await admin.locator('.djs-element.done').first().waitFor();
    await desks.shot(admin, 'monitor-instance');
    expect(desks.faults).toEqual([]);
  });

  it('an instance is moved, corrected and cancelled; many are migrated, moved and cancelled with a bar', async () => {
    const deploy = (name: string) =>
      people.post('owner', '/studio/releases', {
        comment: name,
        resources: [{ name: 'waiting.bpmn', content: waiting(name) }],
      });
    await deploy('第一步');
    const keys = [];
    for (let at = 0; at < 4; at++) keys.push(await startProcess('waiting', { note: '原值' }));
    await deploy('第一步（新）');
    const admin = await desks.goTo('admin', `/monitor/instances/${keys[0]}`);
    const confirm = () =>
      admin
        .locator('.ant-popover')
        .getByRole('button', { name: /^(确\s*定|OK)$/ })
        .click();

    await admin
      .getByRole('row', { name: /note.*原值/ })
      .getByRole('button', { name: /修\s*改/ })
      .click();
    await admin.getByLabel('值（JSON）').fill('不是 JSON');
    await admin.getByRole('button', { name: /保\s*存/ }).click();
    await admin.getByText('须为 JSON（文字须加引号）').waitFor();
    await admin.getByLabel('值（JSON）').fill('"新值"');
    await admin.getByRole('button', { name: /保\s*存/ }).click();
    await admin.getByRole('row', { name: /note.*新值/ }).waitFor();

    await admin.getByRole('button', { name: '移动环节' }).click();
    const moving = admin.getByRole('dialog');
    await moving.getByRole('combobox', { name: '结束的环节' }).click();
    await admin.locator('.ant-select-item-option').getByText('第一步 (first)').click();
    await admin.keyboard.press('Escape');
    await moving.locator('[data-element-id="second"]').click();
    expect(await desks.seriousOn(admin)).toEqual([]);
    await moving.getByRole('button', { name: /执\s*行/ }).click();
    await moving.waitFor({ state: 'hidden' });
    await admin.locator('.djs-element.here[data-element-id="second"]').waitFor();
    await admin.getByRole('button', { name: '取消实例' }).click();
    await confirm();
    await admin.locator('.ant-card-head').getByText('已取消').waitFor();

    const versions = await people.get<(Definition & { key: string })[]>('admin', '/monitor/definitions');
    const versionKey = (version: number) =>
      versions.find((one) => one.id === 'waiting' && one.version === version)!.key;
    await desks.goTo('admin', `/monitor/definitions/${versionKey(1)}`);
    await admin
      .getByRole('row', { name: new RegExp(keys[1]!) })
      .getByRole('checkbox')
      .check();
    await admin.getByRole('button', { name: '所选 1 件迁移到版本 2' }).click();
    await admin.getByText('已完成 1 / 1').waitFor();
    await admin.getByRole('row', { name: new RegExp(keys[1]!) }).waitFor({ state: 'detached' });
    await admin.getByText('选择全部 2 件').click();
    await admin.getByRole('button', { name: '所选 2 件迁移到版本 2' }).click();
    await admin.getByText('已完成 2 / 2').waitFor();
    expect(await versionsOf('waiting')).toEqual({ 1: 0, 2: 3 });

    await desks.goTo('admin', `/monitor/definitions/${versionKey(2)}`);
    await admin.getByText('选择全部 3 件').click();
    await admin.getByRole('button', { name: '移动所选（3）' }).click();
    await admin.getByRole('dialog').locator('[data-element-id="second"]').click();
    await admin
      .getByRole('dialog')
      .getByRole('button', { name: /执\s*行/ })
      .click();
    await admin.getByText('已完成 3 / 3').waitFor();
    await desks.settle(admin);
    await desks.shot(admin, 'monitor-many');
    await admin.getByText('选择全部 3 件').click();
    await admin.getByRole('button', { name: '取消所选（3）' }).click();
    await confirm();
    await until(
      () => versionsOf('waiting'),
      (active) => active[2] === 0,
    );
    expect(await versionsOf('waiting')).toEqual({ 1: 0, 2: 0 });
    expect(desks.faults).toEqual([]);
  });

  /** Types into a cell of a table that is open in the studio. */
  const writeCell = async (page: Page, id: string, text: string): Promise<void> => {
    await page.locator(`td[data-element-id="${id}"]`).click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
  };

  it('keeps what was changed when the session ends, and writes over nobody’s draft', async () => {
    const [CONSULT, HELP] = ['time-limits-rule-2-out-3', 'time-limits-rule-3-out-3'];
    const owner = await desks.goTo('owner', '/studio/decision/time-limits');
    await owner.locator(`td[data-element-id="${CONSULT}"]`).waitFor();
    await owner.evaluate(`sessionStorage.setItem('hotline.accessToken', 'ended')`);
    await writeCell(owner, CONSULT, '4');
    const again = owner.getByRole('dialog');
    await again.getByLabel('账号').fill('owner');
    await again.getByLabel('密码').fill(app.demoPassword);
    await owner.keyboard.press('Enter');
    await again.waitFor({ state: 'hidden' });
    await owner.getByText(/草稿已保存/).waitFor();
    const cell = (page: Page, id: string, text: string) =>
      page.locator(`td[data-element-id="${id}"]`).getByText(text, { exact: true }).waitFor();
    await cell(owner, CONSULT, '4');

    const admin = await desks.goTo('admin', '/studio/decision/time-limits');
    await cell(admin, CONSULT, '4');
    const saved = admin.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
    await writeCell(admin, HELP, '6');
    await saved;
    await writeCell(owner, HELP, '7');
    await owner.getByText(/在您打开之后保存过/).waitFor();
    await owner.getByRole('button', { name: '查看对方的修改' }).click();
    await cell(owner, HELP, '6');
    await cell(owner, CONSULT, '4');
  });

  it('where the profile asks for two persons, the second one reads what would change and lets it through, never the first', async () => {
    const profile = join(config, 'profiles', 'county.yaml');
    writeFileSync(profile, `secondPersonDeploys: true\n${readFileSync(profile, 'utf8')}`);
    await until(
      () => people.get<{ needsSecondPerson: boolean }>('owner', '/studio/releases'),
      ({ needsSecondPerson }) => needsSecondPerson,
    );
    const owner = await desks.of('owner');
    await owner.getByRole('button', { name: /^发\s*布$/ }).click();
    await owner.getByText('本机构要求双人发布').waitFor();
    await owner.getByLabel('发布说明').fill('咨询 4 个工作日，求助 6 个工作日');
    await owner.getByText('流程引擎检查通过').waitFor();
    const asking = owner.getByRole('dialog');
    await asking.getByRole('button', { name: /^发\s*布$/ }).click();
    await asking.getByText('等待另一人复核').waitFor();
    await owner.getByRole('button', { name: /完\s*成/ }).click();

    await desks.goTo('owner', '/studio');
    await owner.getByRole('tab', { name: '发布记录（待复核 1）' }).click();
    await owner.getByRole('button', { name: /^复\s*核$/ }).click();
    await owner.getByRole('dialog').getByText('等待另一人复核').waitFor();
    expect(await owner.getByRole('button', { name: '同意发布' }).count()).toBe(0);
    const { items } = await people.get<{ items: { id: string; status: string }[] }>('owner', '/studio/releases');
    const { id } = items.find(({ status }) => status === 'waiting')!;
    await expect(people.post('owner', `/studio/releases/${id}/approve`, {})).rejects.toMatchObject({
      code: 'second-person-needed',
    } satisfies Partial<Refused>);

    const admin = await desks.goTo('admin', '/studio');
    await admin.getByRole('tab', { name: '发布记录（待复核 1）' }).click();
    await admin.getByRole('button', { name: /^复\s*核$/ }).click();
    const review = admin.getByRole('dialog');
    await review.locator('ins').first().waitFor();
    expect(await review.locator('ins').allInnerTexts()).toEqual(['4', '6']);
    await desks.settle(admin);
    await desks.shot(admin, 'studio-second-person');
    expect(await desks.seriousOn(admin)).toEqual([]);
    await review.getByRole('button', { name: '同意发布' }).click();
    await admin.getByRole('row', { name: /求助 6 个工作日.*已发布.*系统管理员/ }).waitFor();
    expect(desks.faults).toEqual([]);
  });

  it('what the second person turns down is not deployed, and the first one reads why', async () => {
    const versions = await versionsOf('waiting');
    const { id } = await people.post<{ id: string }>('owner', '/studio/releases', {
      comment: '第一步改名',
      resources: [{ name: 'waiting.bpmn', content: waiting('改名的第一步') }],
    });
    const reject = (body: object) => people.post('admin', `/studio/releases/${id}/reject`, body);
    for (const reason of [undefined, '', '   ', '长'.repeat(2001)]) {
      await expect(reject({ reason })).rejects.toMatchObject({ status: 400, code: 'validation-failed' });
    }
    const admin = await desks.goTo('admin', '/tasks');
    await desks.goTo('admin', '/studio');
    await admin.getByRole('tab', { name: '发布记录（待复核 1）' }).click();
    await admin.getByRole('button', { name: /^复\s*核$/ }).click();
    const review = admin.getByRole('dialog');
    await desks.settle(admin);
    await review.getByRole('button', { name: /^驳\s*回$/ }).click();
    await review.getByRole('button', { name: /^驳\s*回$/ }).click();
    await review.locator('.ant-form-item-explain-error').waitFor();
    await review.getByLabel('驳回理由（提交人可见）').fill('名称请与文件一致。');
    await desks.shot(admin, 'studio-turned-down');
    expect(await desks.seriousOn(admin)).toEqual([]);
    await review.getByRole('button', { name: /^驳\s*回$/ }).click();
    await review.waitFor({ state: 'hidden' });

    const owner = await desks.goTo('owner', '/tasks');
    await desks.goTo('owner', '/studio');
    await owner.getByRole('tab', { name: '发布记录', exact: true }).click();
    await owner.getByRole('row', { name: /第一步改名.*已驳回.*名称请与文件一致。.*系统管理员/ }).waitFor();
    expect(await versionsOf('waiting')).toEqual(versions);
    await expect(reject({ reason: '再驳回一次' })).rejects.toMatchObject({ code: 'release-decided' });
    const trail = await people.get<{ subjectId: string; data: unknown }[]>(
      'oversight',
      '/audit?action=process.deploy.reject',
    );
    expect(trail).toMatchObject([{ subjectId: id, data: { reason: '名称请与文件一致。' } }]);
    expect(desks.faults).toEqual([]);
  });
});
