import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel, writeModel } from './model-file';
import { readRows } from './rows';
import { train } from './training';

const TOPICS = {
  water: ['停水', '水压低', '水管爆裂', '自来水发黄', '水表坏了'],
  school: ['学校招生', '老师补课', '学费太高', '学区划分', '幼儿园入园'],
};
const ENDS = ['怎么办', '请尽快处理', '没有人管', '找哪个部门', '已经三天', '希望解决', '很多人反映', '请回复'];
const rows = Object.entries(TOPICS).flatMap(([label, starts]) =>
  starts.flatMap((start) => ENDS.map((end) => ({ content: `${start}，${end}`, label }))),
);
const options = { folds: 2, seed: 7 };

describe('training', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hotline-model-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('tells what it learned apart, with probabilities that add up, and says which words decided', () => {
    const { model } = train('label', rows, options);
    const text = { title: '小区停水', content: '停水好几天了，自来水公司不管' };
    const candidates = model.classify('label', model.read(text));
    expect(candidates[0]!.label).toBe('water');
    expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
    expect(model.explain('label', text, candidates).map(({ word }) => word)).toContain('停水');
  });

  it('makes the same model of the same rows and seed, byte for byte', () => {
    const [one, other] = ['one', 'other'].map((name) => {
      const path = join(folder, name);
      writeModel(path, train('label', rows, options));
      return readFileSync(path);
    });
    expect(one!.equals(other!)).toBe(true);
  });

  it('reads back what was written', () => {
    const path = join(folder, 'model');
    const trained = train('label', rows, options);
    writeModel(path, trained);
    const again = readModel(path);
    const text = { content: '学校收费' };
    expect(again.model.classify('label', again.model.read(text))).toEqual(
      trained.model.classify('label', trained.model.read(text)),
    );
    expect(again.quality).toEqual(trained.quality);
  });

  it('says which file is no model, is damaged or is not there', () => {
    const path = join(folder, 'model');
    expect(() => readModel(path)).toThrow(`${path}: there is no such file`);
    writeFileSync(path, 'something else');
    expect(() => readModel(path)).toThrow(`${path}: not a model of this program, or damaged`);
    writeModel(path, train('label', rows, options));
    truncateSync(path, 5000);
    expect(() => readModel(path)).toThrow('damaged');
  });

  it('refuses to learn from one label', () => {
    expect(() => train('label', [{ content: '停水', label: 'water' }], options)).toThrow('two labels');
  });

  it('answers for a text of which it knows nothing, unsure', () => {
    const { model } = train('label', rows, options);
    expect(model.classify('label', model.read({ content: '☆☆☆' }))[0]!.probability).toBeLessThan(0.9);
  });

  it('reads rows, and names file, line and reason of those that are none', async () => {
    const path = join(folder, 'rows.jsonl');
    const lines = [
      '\uFEFF{"content":"停水","label":"water"}',
      '',
      '{"content":"停水"',
      '[1]',
      '{"title":"","content":"  ","label":"water"}',
      '{"content":7}',
      '{"title":"招生","content":null,"label":3}',
      '{"content":"没有标签"}',
    ];
    writeFileSync(path, lines.join('\r\n'));
    expect(await readRows([path])).toEqual({
      rows: [
        { file: path, line: 1, content: '停水', label: 'water' },
        { file: path, line: 7, title: '招生', label: '3' },
        { file: path, line: 8, content: '没有标签' },
      ],
      findings: [
        `${path}:3: not a line of JSON`,
        `${path}:4: not a JSON object`,
        `${path}:5: content: is empty, and there is no title`,
        `${path}:6: content: must be a text`,
      ],
    });
    await expect(readRows([join(folder, 'none')])).rejects.toThrow('there is no such file');
  });
});
