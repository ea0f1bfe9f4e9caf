import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { tableOf } from './blocks';
import { blocksOf } from './html-blocks';
import { renderPdf } from './render-pdf';

const about = { title: '卷宗', author: '市民热线', at: new Date('2026-03-02T02:00:00Z') };

describe('the blocks of a rendered document', () => {
  it('are its title, paragraphs and tables, with heads, spans and kept line breaks', () => {
    const html = `<!doctype html><html><head><title>no</title><style>p { color: red }</style></head><body>
      <h1>市民热线承办单</h1><p>编号：1\u3000\u3000云湖市</p>
      <table><tbody><tr><th>来电人</th><td>张三 &amp; 李四</td><th>电话</th><td></td></tr>
      <tr><th>内容</th><td colspan="3" class="text">第一行\n第二行</td></tr></tbody></table>落款</body></html>`;
    expect(blocksOf(html)).toEqual([
      { kind: 'title', text: '市民热线承办单' },
      { kind: 'paragraph', text: '编号：1\u3000\u3000云湖市' },
      {
        kind: 'table',
        rows: [
          [
            { text: '来电人', head: true, span: 1 },
            { text: '张三 & 李四', head: false, span: 1 },
            { text: '电话', head: true, span: 1 },
            { text: '', head: false, span: 1 },
          ],
          [
            { text: '内容', head: true, span: 1 },
            { text: '第一行\n第二行', head: false, span: 3 },
          ],
        ],
      },
      { kind: 'paragraph', text: '落款' },
    ]);
  });

  it.each(['handling-order', 'briefing', 'reply', 'supervision'])(
    'the template %s is made of what can be drawn',
    (name) => {
      const template = readFileSync(join(process.cwd(), 'config', 'templates', `${name}.html`), 'utf8');
      const blocks = blocksOf(template);
      expect(blocks[0]!.kind).toBe('title');
      expect(blocks.some(({ kind }) => kind === 'table' || kind === 'paragraph')).toBe(true);
    },
  );
});

describe('a PDF', () => {
  const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length;

  it('embeds a subset of a Chinese font, and is the same for the same parts', async () => {
    const parts = [{ name: '承办单', blocks: blocksOf('<h1>承办单</h1><p>喆堃玥 12345</p>') }];
    const pdf = await renderPdf(parts, about);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansHans-Bold/);
    expect(pdf.length).toBeLessThan(200_000);
    expect((await renderPdf(parts, about)).equals(pdf)).toBe(true);
  });

  it('begins each part on a new page, and lets a long row go on over pages without losing a character', async () => {
    const long = '诉求内容很长。'.repeat(2000);
    const table = {
      kind: 'table' as const,
      rows: [
        [
          { text: '内容', head: true, span: 1 },
          { text: long, head: false, span: 1 },
        ],
      ],
    };
    const pdf = await renderPdf(
      [
        { name: '一', blocks: [table] },
        { name: '二', blocks: [tableOf(['年'], [[2026]])] },
      ],
      about,
    );
    expect(pages(pdf)).toBeGreaterThan(8);
    // Each character is one glyph of two bytes: the glyphs shown are those of the text, the heads and the page numbers.
    expect(glyphs(pdf)).toBeGreaterThanOrEqual(long.length + '内容年2026'.length);
  });

  it('repeats the heads of a table on each page that it goes on on', async () => {
    const units = Array.from({ length: 120 }, () => ['住建局', 12]);
    const drawn = async (heads: string[]): Promise<Buffer> =>
      renderPdf([{ name: '一', blocks: [tableOf(heads, units)] }], about);
    const [long, short] = [await drawn(['承办单位', '件数']), await drawn(['位', '件'])];
    expect(pages(long)).toBeGreaterThan(2);
    expect(pages(short)).toBe(pages(long));
    expect(glyphs(long) - glyphs(short)).toBe('承办单数'.length * pages(long));
  });
});

/** How many glyphs a PDF's pages show. */
function glyphs(pdf: Buffer): number {
  const text = pdf.toString('latin1');
  let count = 0;
  for (const match of text.matchAll(/\/Filter \/FlateDecode\r?\n?.*?>>\r?\nstream\r?\n/gs)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    try {
      const content = inflateSync(Buffer.from(text.slice(start, end), 'latin1')).toString('latin1');
      if (!content.includes('TJ')) continue;
      for (const [, hex] of content.matchAll(/<([0-9a-f]+)>/g)) count += hex!.length / 4;
    } catch {
      continue;
    }
  }
  return count;
}
