import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { Providers } from '../../src/demo/providers';
import { Desks } from '../support/browser';
import { Desk, PICTURE, type Registered } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(900_000);

const WIDE = { width: 1280, height: 860 };
const PHONE = { width: 360, height: 640 };
/** What the telephone system signs with, and about how many calls of the last month it tells of. */
const SECRET = 'the secret of the telephone system';
const CALLS = 600;
/** So many people look at their pages at a time. */
const AT_ONCE = 2;
/** Smallest PDF of one empty page. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** A tenth of a second of silence. */
function silence(): Buffer {
  const samples = Buffer.alloc(1600);
  const head = Buffer.from(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x02\0\x10\0data\0\0\0\0',
    'latin1',
  );
  head.writeUInt32LE(36 + samples.length, 4);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(16000, 28);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** Half a second of film, as a browser records it. */
async function film(page: Page): Promise<Buffer> {
  const recorded = await page.evaluate<string>(`new Promise((done) => {
    const canvas = document.body.appendChild(document.createElement('canvas'));
    const pen = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = async () => {
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      done(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
    };
    const drawing = setInterval(() => pen.fillRect(Math.random() * 200, Math.random() * 100, 20, 20), 40);
    recorder.start();
    setTimeout(() => { clearInterval(drawing); recorder.stop(); }, 500);
  })`);
  await page.context().close();
  return Buffer.from(recorded, 'base64');
}

/** The least that is a document of Word. */
function wordDocument(): Buffer {
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(
        `<?xml version="1.0"?><Types xmlns="${types}"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
      ),
      'word/document.xml': strToU8('<w:document/>'),
    }),
  );
}

interface Visit {
  name: string;
  who: string;
  path: string;
  /** What is done on the page first: a tab, a dialog. */
  open?: (page: Page) => Promise<void>;
}

const press = (name: RegExp | string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.locator('.ant-modal-content, .ant-drawer-content').first().waitFor();
};
/** Opens a task of a case from the list. */
const task = (number: string, name: string) => async (page: Page) => {
  await page
    .getByRole('row', { name: new RegExp(number) })
    .getByRole('button', { name, exact: true })
    .click();
  await page.locator('.fjs-form').waitFor();
};
const tab = (name: string) => async (page: Page) => page.getByRole('tab', { name }).click();

describe('every page', () => {
  let app: RunningApp;
  let desks: Desks;
  let desk: Desk;
  let open: Registered;
  let briefed: Registered;

  beforeAll(async () => {
    app = await startApp({ env: { HOTLINE_CHANNEL_PHONE_SECRET: SECRET } });
    desk = new Desk(app);
    desks = await Desks.open(app);
    await new Providers(desk.people, 'pages', { phone: SECRET }).playMonth(CALLS, 4);
    open = await desk.register('城关镇菜市场门口垃圾没人清理，卫生很差，希望解决。', {
      title: '垃圾没人清理',
      citizen: { name: '王芳', phone: '13800000001' },
    });
    briefed = await desk.register('金色家园数百名业主反映停水多日，多次反映未解决，希望尽快解决。', {
      title: '小区停水多日',
    });
    await desk.task(open.id, 'sign-in');
    await desk.task(briefed.id, 'instruct');
    await desk.people.post('supervisor', `/cases/${open.id}/supervision`, { ground: 'hot-issue', note: '请抓紧' });
    for (const [name, content] of [
      ['现场.png', PICTURE],
      ['情况说明.pdf', PDF],
      ['录音.wav', silence()],
      ['说明.docx', wordDocument()],
      ['现场.webm', await film(await desks.newPage())],
    ] as const)
      await desk.people.upload('agent', `/cases/${open.id}/attachments`, { purpose: 'intake', name, content });
  });

  afterAll(async () => {
    await desks?.close();
    await app?.stop();
  });

  const visits = (): Visit[] => [
    { name: 'page-intake', who: 'agent', path: '/intake' },
    { name: 'page-cases', who: 'agent', path: '/cases' },
    { name: 'page-case', who: 'supervisor', path: `/cases/${open.id}` },
    { name: 'dialog-supervise', who: 'supervisor', path: `/cases/${open.id}`, open: press(/^督\s*办$/) },
    { name: 'page-tasks', who: 'town-handler', path: '/tasks' },
    { name: 'dialog-task', who: 'town-handler', path: '/tasks', open: task(open.number, '签收') },
    { name: 'dialog-extension', who: 'town-handler', path: `/cases/${open.id}`, open: press(/延期/) },
    { name: 'page-board', who: 'supervisor', path: '/board', open: async (page) => page.getByText('督办中').click() },
    { name: 'page-media', who: 'media', path: '/media' },
    { name: 'dialog-media', who: 'media', path: '/media', open: press('登记报道') },
    { name: 'page-hotspots', who: 'supervisor', path: '/hotspots' },
    { name: 'page-hotspots-forecast', who: 'supervisor', path: '/hotspots', open: tab('每日诉求量预测') },
    { name: 'dialog-hotspot', who: 'supervisor', path: '/hotspots', open: press('发起整改') },
    { name: 'page-knowledge', who: 'supervisor', path: '/knowledge' },
    { name: 'page-article', who: 'supervisor', path: '/knowledge/residence-permit' },
    { name: 'dialog-article', who: 'agent', path: '/knowledge', open: press('新建条目') },
    { name: 'page-oversight', who: 'oversight', path: '/board' },
    { name: 'page-classification', who: 'owner', path: '/models' },
    { name: 'page-models', who: 'owner', path: '/models', open: tab('模型') },
    { name: 'page-kpi', who: 'supervisor', path: '/kpi' },
    { name: 'page-kpi-units', who: 'supervisor', path: '/kpi', open: tab('单位考核') },
    { name: 'page-kpi-exclusions', who: 'supervisor', path: '/kpi', open: tab('剔除记录') },
    {
      name: 'page-annual-report',
      who: 'supervisor',
      path: '/kpi',
      open: async (page) => {
        await page.getByRole('tab', { name: '年度报告' }).click();
        await page.locator('[data-state=drawn]').waitFor();
      },
    },
    { name: 'page-leader', who: 'leader', path: '/briefings' },
    { name: 'dialog-instruct', who: 'leader', path: '/briefings', open: press(/批示转办/) },
    { name: 'page-studio', who: 'owner', path: '/studio' },
    { name: 'page-studio-process', who: 'owner', path: '/studio/process/hotline-case' },
    { name: 'page-studio-table', who: 'owner', path: '/studio/decision/time-limits' },
    { name: 'page-studio-form', who: 'owner', path: '/studio/form/handle' },
    { name: 'page-monitor', who: 'admin', path: '/monitor' },
    { name: 'dialog-hold', who: 'admin', path: `/cases/${open.id}`, open: press('冻结诉求件') },
  ];

  const visit = async ({ who, path, open: first }: Visit): Promise<Page> => {
    const page = await desks.of(who);
    // from an empty page, so that no dialog of the visit before stays open
    await page.goto('about:blank');
    await page.goto(`${app.url}/#${path}`);
    await page.getByRole('menuitem').first().waitFor();
    await desks.settle(page);
    if (first) {
      await first(page);
      await desks.settle(page);
    }
    return page;
  };

  const overflow = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

  /** What is wrong with a page as it is in front of somebody. */
  const wrongWith = async (page: Page, name: string): Promise<string[]> => [
    ...(await desks.seriousOn(page)).map((finding) => `${name}: ${finding}`),
    ...((await overflow(page)) > 0 ? [`${name}: wider than its window`] : []),
  ];

  /** Looks at all of some visits, each person's one after the other; a visit that fails keeps nobody from the others. */
  const lookAtAll = async (these: Visit[], look: (one: Visit) => Promise<string[]>): Promise<string[]> => {
    const found: string[] = [];
    const waiting = [...new Set(these.map(({ who }) => who))];
    const lane = async (): Promise<void> => {
      for (let person = waiting.shift(); person; person = waiting.shift()) {
        for (const one of these.filter(({ who }) => who === person)) {
          found.push(...(await look(one).catch((error) => [`${one.name}: ${String(error).split('\n')[0]}`])));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return found;
  };

  it('has nothing that axe calls serious, throws nothing and fits, dialogs included; in English too, with no Chinese menu', async () => {
    const found = await lookAtAll(visits(), async (one) => {
      const page = await visit(one);
      await desks.shot(page, one.name);
      const wrong = await wrongWith(page, one.name);
      if (one.open) return wrong;
      await page.getByRole('button', { name: 'English' }).click();
      await desks.settle(page);
      const name = `${one.name} in English`;
      const menu = (await page.getByRole('menuitem').allInnerTexts()).join(' ');
      if (/\p{Script=Han}/u.test(menu)) wrong.push(`${name}: ${menu}`);
      wrong.push(...(await wrongWith(page, name)));
      await page.evaluate(`localStorage.removeItem('hotline.language')`);
      return wrong;
    });
    expect([...found, ...desks.faults]).toEqual([]);
  });

  it('fits a small telephone: the citizen, the leader, the board, a case', async () => {
    const citizen = await desks.newPage(PHONE);
    await citizen.goto(`${app.url}/#/follow`);
    await citizen.getByLabel('编号').fill(open.number);
    await citizen.getByLabel('查询码').fill(open.queryCode);
    await citizen.getByRole('button', { name: /查\s*询/ }).click();
    await citizen.locator('.ant-descriptions').waitFor();
    await desks.settle(citizen);
    await desks.shot(citizen, 'phone-citizen');
    const found = [['citizen', await overflow(citizen), await desks.seriousOn(citizen)]];
    await citizen.goto('about:blank');
    await citizen.goto(`${app.url}/#/submit`);
    await citizen.getByLabel('诉求内容').fill('和平镇卫生院门口积水，老人进出不便，希望尽快疏通下水道。');
    await citizen.getByRole('button', { name: /^提\s*交$/ }).click();
    // what is missing is said at its field, and nothing that was typed is lost, over a reload either
    await citizen.locator('.ant-form-item-explain-error').first().waitFor();
    await citizen.reload();
    await citizen.getByLabel('联系电话').fill('13600000031');
    await citizen.getByRole('checkbox').check();
    await desks.settle(citizen);
    await citizen.evaluate('scrollTo(0, 0)');
    await desks.shot(citizen, 'phone-submit');
    found.push(['submit', await overflow(citizen), await desks.seriousOn(citizen)]);
    await citizen.getByRole('button', { name: /^提\s*交$/ }).click();
    const code = /查询码\D*?(\w{8})/.exec(await citizen.locator('.ant-result-subtitle').innerText())![1]!;
    found.push(['submitted', await overflow(citizen), await desks.seriousOn(citizen)]);
    await desks.shot(citizen, 'phone-submitted');
    await citizen.getByRole('button', { name: '查询我的诉求' }).click();
    await citizen.getByLabel('查询码').fill(code);
    await citizen.getByRole('button', { name: /查\s*询/ }).click();
    await citizen.locator('.ant-descriptions').waitFor();
    for (const [who, path] of [
      ['leader', '/briefings'],
      ['supervisor', '/board'],
      ['supervisor', `/cases/${open.id}`],
    ] as const) {
      const page = await desks.of(who);
      await page.setViewportSize(PHONE);
      await visit({ name: path, who, path });
      await desks.shot(page, `phone-${who}${path === '/board' ? '-board' : ''}`);
      found.push([path, await overflow(page), await desks.seriousOn(page)]);
      await page.setViewportSize(WIDE);
    }
    expect(found.filter(([, over, serious]) => Number(over) > 0 || (serious as string[]).length > 0)).toEqual([]);
    expect(desks.faults).toEqual([]);
  });

  it('shows the way of a case on its diagrams, down into a called process', async () => {
    const page = await visit({ name: 'path', who: 'supervisor', path: `/cases/${open.id}` });
    await page.locator('.djs-element.done[data-element-id="classify-case"]').waitFor();
    await page.locator('.djs-element.here').first().waitFor();
    await page
      .getByRole('button', { name: /^查看：/ })
      .first()
      .click();
    await page.locator('.djs-element.here[data-element-id="sign-in"], .djs-element.here').first().waitFor();
    await page.locator('.ant-breadcrumb').getByText('市民诉求件').waitFor();
    expect(await page.locator('.ant-breadcrumb li').count()).toBeGreaterThan(1);
  });

  it('shows a picture, a PDF, a voice and a film where they are, and offers what it cannot show', async () => {
    const page = await visit({ name: 'files', who: 'supervisor', path: `/cases/${open.id}` });
    await page.getByRole('button', { name: '现场.png' }).click();
    await page.getByRole('img', { name: '现场.png' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: '情况说明.pdf' }).click();
    await page.locator('[data-state=drawn] canvas').waitFor();
    const close = () => page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await close();
    await page.getByRole('button', { name: '录音.wav' }).click();
    await page.locator('audio').waitFor();
    const seconds = `(() => { const { duration, error } = document.querySelector('audio'); return error ? -1 : duration || 0; })()`;
    expect(await desks.answerOf<number>(page, seconds)).toBeCloseTo(0.1);
    await close();
    await page.getByRole('button', { name: '现场.webm' }).click();
    await page.locator('video').waitFor();
    // drawn, not only named: a first frame is there
    const film = `(({ readyState, videoWidth, error }) => error?.message ?? (readyState >= 2 && videoWidth > 0))(document.querySelector('video'))`;
    expect(await desks.answerOf<boolean | string>(page, film)).toBe(true);
    await desks.shot(page, 'dialog-film');
    await close();
    await page.getByRole('button', { name: '说明.docx' }).click();
    await page.getByText('此类文件不能在页面内预览').waitFor();
    expect(await page.getByRole('link', { name: /^下\s*载$/ }).getAttribute('download')).toBe('说明.docx');
    expect(desks.faults).toEqual([]);
  });

  it('says the rule on an extension with its figures before it is asked, and its refusal', async () => {
    const page = await visit({ name: 'rule', who: 'town-handler', path: `/cases/${open.id}`, open: press(/延期/) });
    await page.getByText(/最多延期 2 次、每次不超过 5 个工作日；已延期 0 次/).waitFor();
    await page.getByText(/符合规定/).waitFor();
    await page.getByLabel('延期工作日').fill('6');
    await page.locator('.ant-modal .ant-alert-error').waitFor();
    expect(await page.locator('.ant-modal .ant-alert-error').innerText()).toContain('5');
  });

  it('is filled in at the desk by keyboard alone, and keeps what was typed over a reload and an ended session', async () => {
    const page = await visit({ name: 'desk', who: 'agent', path: '/intake' });
    const type = async (text: string) => {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    };
    // the telephone's field has the focus
    await type('13900000009');
    await type('李雷');
    await type('路灯不亮');
    await page.keyboard.type('城关镇幸福路路灯坏了，希望维修。');
    await page.reload();
    expect(await page.getByLabel('标题').inputValue()).toBe('路灯不亮');
    await page.evaluate(`sessionStorage.setItem('hotline.accessToken', 'ended')`);
    await page.keyboard.press('Control+Enter');
    const again = page.getByRole('dialog');
    // a dialog that has just opened takes the focus, and Enter with it
    await again.waitFor();
    await desks.settle(page);
    await again.getByLabel('账号').fill('agent');
    await again.getByLabel('密码').fill(app.demoPassword);
    await page.keyboard.press('Enter');
    await again.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('诉求内容').inputValue()).toBe('城关镇幸福路路灯坏了，希望维修。');
    await page.keyboard.press('Control+Enter');
    await page.locator('.ant-result-title').waitFor();
  });

  it('completes a task by keyboard alone, with a file; whoever comes later is told so', async () => {
    const page = await visit({ name: 'task', who: 'town-handler', path: '/tasks', open: task(open.number, '签收') });
    const { key } = await desk.task(open.id, 'sign-in');
    await page.getByLabel('承办人').focus();
    await page.keyboard.type('吴刚');
    await desk.people.post('town-handler', `/tasks/${key}/complete`, { values: {} });
    for (let at = 0; at < 40; at++) {
      await page.keyboard.press('Shift+Tab');
      if (await page.evaluate(`/提\\s*交/.test(document.activeElement.textContent ?? '')`)) break;
    }
    await page.keyboard.press('Enter');
    await page.locator('.ant-drawer .ant-alert-error').waitFor();
    expect(await page.getByLabel('承办人').inputValue()).toBe('吴刚');

    await desk.task(open.id, 'handle');
    await visit({ name: 'task', who: 'town-handler', path: '/tasks', open: task(open.number, '办理') });
    await page.getByLabel('办理单位').fill('城关镇人民政府');
    await page.getByLabel('办理情况').fill('接单后即到现场清运。');
    await page.getByLabel('办理结果').fill('垃圾已清运，并增加每日两次巡查。');
    await page.getByLabel('是', { exact: true }).check();
    await page
      .locator('.fjs-form input[type=file]')
      .setInputFiles({ name: '清运后.png', mimeType: 'image/png', buffer: PICTURE });
    await page.getByRole('button', { name: /提\s*交/ }).click();
    await page.locator('.fjs-form').waitFor({ state: 'detached' });
    const files = await desk.people.get<{ name: string; purpose: string }[]>(
      'supervisor',
      `/cases/${open.id}/attachments`,
    );
    expect(files).toContainEqual(expect.objectContaining({ name: '清运后.png', purpose: 'reply' }));
  });

  it('takes a supervision to its next step from the board, up to the notice of criticism; oversight remarks there', async () => {
    await desk.task(open.id, 'supervise');
    const page = await visit({ name: 'board', who: 'supervisor', path: '/board' });
    await page.getByText('督办中').click();
    const row = page.getByRole('row', { name: new RegExp(open.number) });
    const settling = page.getByRole('dialog');
    await row.getByRole('button', { name: '督办进展' }).click();
    await settling.getByText(/现为督办单/).waitFor();
    await settling.getByLabel('督办措施与结果').fill('已约谈承办单位，仍未落实。');
    await desks.shot(page, 'dialog-settle');
    await settling.getByRole('button', { name: '未落实，升级为通报批评' }).click();
    await settling.waitFor({ state: 'hidden' });
    await desk.until(open.id, 'the notice', ({ history }) =>
      history.some(({ type, data }) => type === 'supervision-issued' && data.level === 'notice-of-criticism'),
    );
    const overseer = await visit({ name: 'board', who: 'oversight', path: '/board' });
    await overseer.getByText('督办中').click();
    const line = overseer.getByRole('row', { name: new RegExp(open.number) });
    await line.getByRole('button').first().waitFor();
    expect(await line.getByRole('button').allInnerTexts()).toEqual(['监察意见']);
    await line.getByRole('button', { name: '监察意见' }).click();
    await overseer.getByLabel('意见', { exact: true }).fill('请按期落实。');
    await overseer
      .getByRole('dialog')
      .getByRole('button', { name: /^提\s*交$/ })
      .click();
    await desk.until(open.id, 'the remark', ({ history }) => history.some(({ type }) => type === 'remarked'));
  });
});
