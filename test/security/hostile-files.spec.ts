import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import { readResources } from '../../gateway/src/definitions/resources';
import { WechatAdapter } from '../../src/channels/adapters/wechat.adapter';
import { resourceOf } from '../../src/studio/resource';

jest.setTimeout(120_000);

const MEGABYTE = 1024 * 1024;
/** Ten levels of ten: a billion times the word. */
const LAUGHS = [
  '<!DOCTYPE lolz [<!ENTITY l0 "lol">',
  ...Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`),
  ']>',
].join('');
const OUTSIDE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>';

const bpmn = (documentType: string): string =>
  `<?xml version="1.0"?>${documentType}<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">` +
  `<bpmn:process id="p" name="&l9;" isExecutable="true"><bpmn:startEvent id="s" name="&l9;"/></bpmn:process></bpmn:definitions>`;
const dmn = (documentType: string): string =>
  `<?xml version="1.0"?>${documentType}<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="&l9;" ` +
  `namespace="n"><decision id="x" name="&l9;"/></definitions>`;

/** Whatever came of it, in words. */
async function outcome(act: () => unknown): Promise<string> {
  try {
    return JSON.stringify(await act());
  } catch (error) {
    return String(error);
  }
}

/** Entries by which the kind of a document is told, each of them the bomb. */
const BOMBS = [['[Content_Types].xml', 'word/document.xml'], ['mimetype'], ['a'], ['xl/workbook.xml', 'b']];
const UNPACKED_MEGABYTES = 200;
/** Looks at each file as the door of attachments does; says by how many megabytes its memory grew. */
const DETECT = `
import { fileTypeFromFile } from 'file-type';
const before = process.resourceUsage().maxRSS;
for (const path of process.argv.slice(1)) await fileTypeFromFile(path).catch(() => undefined);
process.stdout.write(String((process.resourceUsage().maxRSS - before) / 1024));
`;

/** A zip whose entries are zeros: a thousandth of their size on the disk. */
function bomb(path: string, names: string[], megabytes: number): void {
  const parts: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(chunk);
  });
  const zeros = new Uint8Array(MEGABYTE);
  for (const name of names) {
    const entry = new ZipDeflate(name, { level: 1 });
    zip.add(entry);
    for (let at = 0; at < megabytes; at += 1) entry.push(zeros, at === megabytes - 1);
  }
  zip.end();
  writeFileSync(path, Buffer.concat(parts));
}

describe('a file that is made to hurt', () => {
  it.each([
    ['billion laughs', LAUGHS],
    ['an entity from outside', OUTSIDE],
  ])('%s in a diagram or table is refused by the gateway, and the app reads no entity of it', async (_what, type) => {
    for (const [name, content] of [
      ['a.bpmn', bpmn(type)],
      ['a.dmn', dmn(type)],
    ] as const) {
      const began = process.cpuUsage();
      await expect(readResources([{ name, content }])).rejects.toThrow(/document type/i);
      const read = await outcome(() => resourceOf({ name, content }).then(({ title }) => title));
      expect(read).not.toMatch(/lollol|root:/);
      expect(read.length).toBeLessThan(1000);
      expect(process.cpuUsage(began).user).toBeLessThan(5_000_000);
    }
  });

  it.each([
    ['billion laughs', LAUGHS],
    ['an entity from outside', OUTSIDE],
  ])('%s in a WeChat message is not read', async (_what, type) => {
    const now = new Date('2026-03-02T01:00:00Z');
    const query = { timestamp: String(now.getTime() / 1000), nonce: 'n' };
    const signature = createHash('sha1').update(['secret', query.timestamp, query.nonce].sort().join('')).digest('hex');
    const raw = Buffer.from(
      `${type}<xml><FromUserName>u</FromUserName><CreateTime>1772413200</CreateTime><MsgType>text</MsgType>` +
        `<Content>&l9;</Content><MsgId>1</MsgId></xml>`,
    );
    const began = process.cpuUsage();
    const read = await outcome(() =>
      new WechatAdapter().accept(
        { method: 'POST', raw, query: { ...query, signature }, headers: {} } as never,
        { secret: 'secret' } as never,
        now,
      ),
    );
    expect(read).not.toMatch(/lollol|root:|signature/);
    expect(process.cpuUsage(began).user).toBeLessThan(5_000_000);
  });

  it('a bomb that says it is a document is known by a few bytes of it: it is never unpacked as a whole', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bomb-'));
    try {
      const files = BOMBS.map((names, at) => {
        const path = join(folder, `${at}.docx`);
        bomb(path, names, UNPACKED_MEGABYTES);
        return path;
      });
      // by itself: the package is an ES module only, and its memory is to be told from that of the tests
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', DETECT, ...files], {
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(Number(stdout)).toBeLessThan(UNPACKED_MEGABYTES / 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
