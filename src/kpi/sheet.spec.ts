import { strFromU8, unzipSync } from 'fflate';
import { csvOf, type Sheet, xlsxOf } from './sheet';

const sheet: Sheet = {
  name: 'kpi',
  head: ['单位', '比率', '件数'],
  shares: [1],
  rows: [
    ['城关镇', 0.95, 2],
    ['=HYPERLINK("http://evil.example","x")', null],
    ['+86 138, "call"', true],
    ['-1', -1],
    ['@SUM(A1)', 0],
    ['第一行\n第二行', 1],
  ],
};

describe('tables that people take away', () => {
  it('CSV: UTF-8 with its mark, cells quoted, and nothing that a spreadsheet would run', () => {
    expect(csvOf(sheet)).toBe(
      '\ufeff' +
        [
          '单位,比率,件数',
          '城关镇,0.95,2',
          `"'=HYPERLINK(""http://evil.example"",""x"")",`,
          `"'+86 138, ""call""",true`,
          `'-1,-1`,
          `'@SUM(A1),0`,
          '"第一行\n第二行",1',
          '',
        ].join('\r\n'),
    );
  });

  it('XLSX: numbers are numbers, shares show as per cent, every text is a text, and there is no formula in it', async () => {
    const files = unzipSync(await xlsxOf(sheet));
    const cells = strFromU8(files['xl/worksheets/sheet1.xml']!);
    expect(cells).not.toContain('<f>');
    expect(cells).toContain('<v>0.95</v>');
    const styles = strFromU8(files['xl/styles.xml']!);
    const perCent = /<numFmt numFmtId="(\d+)" formatCode="0\.0%"/.exec(styles)![1];
    const formats = [...styles.split('<cellXfs')[1]!.matchAll(/<xf ([^>]*)>/g)].map(([, said]) => said);
    const formatOf = (value: string) => formats[Number(new RegExp(`s="(\\d+)"><v>${value}</v>`).exec(cells)?.[1] ?? 0)];
    expect(formatOf('0.95')).toContain(`numFmtId="${perCent}"`);
    expect(formatOf('2')).not.toContain('numFmtId');
    const texts = Object.entries(files)
      .filter(([name]) => name.endsWith('.xml'))
      .map(([, content]) => strFromU8(content))
      .join('');
    expect(texts).toContain('城关镇');
    expect(texts).toContain('=HYPERLINK');
  });
});
