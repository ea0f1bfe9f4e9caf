import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classifyCommand } from './classify';
import { trainCommand } from './train';

const TEXTS = { water: ['停水', '水压低', '水管漏水'], school: ['学校招生', '老师补课', '学区划分'] };
const ENDS = ['怎么办', '请处理', '没人管', '找谁', '三天了', '希望解决'];
const lines = Object.entries(TEXTS).flatMap(([label, starts]) =>
  starts.flatMap((start) => ENDS.map((end) => JSON.stringify({ content: `${start}${end}`, label }))),
);

describe('hotline train and classify', () => {
  let folder: string;
  let said: string[];
  const out = (text: string): number => said.push(text);
  const file = (name: string, content: string[]): string => {
    writeFileSync(join(folder, name), content.join('\n'));
    return join(folder, name);
  };
  const trained = async (input: string[]): Promise<string> => {
    const model = join(folder, 'model');
    await trainCommand(out)({ input, out: model, label: 'label', folds: 2, seed: 1 });
    return model;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hotline-cli-'));
    said = [];
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('learns, and gives for each row label, probability, alternatives and words', async () => {
    const model = await trained([file('train.jsonl', lines)]);
    expect(JSON.parse(said.at(-1)!)).toMatchObject({ rows: 36, texts: 36, bytes: expect.any(Number) });
    said = [];
    await classifyCommand(out)({ model, input: file('in.jsonl', ['{"content":"停水了"}', 'no']), label: 'label' });
    expect(said.map((line) => JSON.parse(line))).toMatchObject([
      { line: 1, label: 'water', alternatives: [{ label: 'school' }], words: [{ word: '停水' }] },
    ]);
    expect(process.stderr.write).toHaveBeenCalledWith(expect.stringContaining('in.jsonl:2: not a line of JSON'));
  });

  it('evaluates: the last line is JSON, a label that the model does not know counts as wrong', async () => {
    const model = await trained([file('train.jsonl', lines)]);
    const rows = ['{"content":"停水","label":"water"}', '{"content":"招生","label":"school"}', '{"content":"别的"}'];
    const input = file('test.jsonl', [...rows, '{"content":"停水吗","label":"weather"}']);
    await classifyCommand(out)({ model, input, evaluate: true, label: 'label' });
    const last = JSON.parse(said.at(-1)!) as Record<string, number>;
    expect(Object.keys(last)).toEqual(['rows', 'accuracy', 'macroF1', 'messagesPerSecond', 'ece']);
    expect(last).toMatchObject({ rows: 3, accuracy: 0.6667 });
    expect(said).toContain('1 rows without a label left out');
    expect(said).toContainEqual(expect.stringContaining('"weather"'));
  });

  it('says when no row has a label, to learn from or to compare with', async () => {
    const unlabelled = file('unlabelled.jsonl', ['{"content":"停水"}']);
    await expect(trained([unlabelled])).rejects.toThrow('unlabelled.jsonl has a "label": there is nothing to learn');
    const model = await trained([file('train.jsonl', lines), unlabelled]);
    const evaluation = classifyCommand(out)({ model, input: unlabelled, evaluate: true, label: 'label' });
    await expect(evaluation).rejects.toThrow('no row has a "label" to compare with');
    const nothing = classifyCommand(out)({ model, input: file('none.jsonl', []), label: 'label' });
    await expect(nothing).rejects.toThrow('there is no message in it');
  });
});
