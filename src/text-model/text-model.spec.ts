import { calibrate, probabilities, type Scored } from './calibration';
import { scan } from './features';
import { mattersOf } from './matters';
import { measure } from './measures';
import { Memory } from './memory';
import { normalise, sameTextKey } from './normalise';
import { randomFrom } from './random';
import { segment } from './segment';
import { Vocabulary } from './vocabulary';

describe('a text as features see it', () => {
  it.each([
    ['Ａ３区８栋', '某区0栋', 'full-width letters and digits are half-width ones'],
    ['A市、A7县和K1区', '某市、某县和某区', 'anonymous places are alike'],
    ['WiFi很慢', 'wifi很慢', 'lower case'],
    ['2019年3.5元', '0年0元', 'every number is one'],
    ['<p>停水</p>&nbsp;三天', '停水 三天', 'no mark-up'],
    ['见https://example.org/a?b=1 谢谢', '见 谢谢', 'no addresses of pages'],
    ['  停水\n\t了  ', '停水 了', 'one space'],
    ['', '', 'nothing is nothing'],
  ])('%s -> %s (%s)', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('is the same text whatever its punctuation', () => {
    expect(sameTextKey('停水了！！ 怎么办？')).toBe(sameTextKey('停水了，怎么办'));
  });

  it.each([['小区停水两天，求助'], ['𠮷野家 很贵'], ['abc 123'], ['']])(
    'is cut into words that make it again: %s',
    (text) => {
      expect(segment(text).join('')).toBe(text);
    },
  );

  it('knows for each feature where it was read', () => {
    const { text, length, starts, ends, words } = scan('小区停水，两天');
    const read = Array.from({ length }, (_, at) => text.slice(starts[at], ends[at]));
    expect(words).toEqual(['小区', '停水', ',', '两天']);
    expect(read).toEqual(expect.arrayContaining(['水', '停水', '小区停', '小区停水', '两天']));
    // nothing reaches over punctuation
    expect(read.filter((part) => /[^,],[^,]/.test(part))).toEqual([]);
  });

  it('takes a very long text, of which the beginning counts', () => {
    expect(scan('水'.repeat(100_000)).text).toHaveLength(800);
  });
});

describe('a vocabulary', () => {
  const texts = ['小区停水', '小区停电', '学校招生'];

  it('keeps what stands in enough texts, and gives vectors of length one', () => {
    const vocabulary = Vocabulary.of(texts, 2);
    const { ids, values } = vocabulary.vector('小区停水停水');
    expect(ids.length).toBeGreaterThan(0);
    expect(values.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1);
    expect(Vocabulary.of(texts, 1).size).toBeGreaterThan(vocabulary.size);
  });

  it('gives an empty vector for a text of which it knows nothing', () => {
    expect(Vocabulary.of(texts, 2).vector('今日晴').ids).toHaveLength(0);
  });

  it('remembers how much of a text another one holds, by class', () => {
    const vocabulary = Vocabulary.of(texts, 1);
    const vectors = texts.map((text) => vocabulary.vector(text));
    const memory = Memory.of(vectors, Int32Array.from([0, 0, 1]), vocabulary.size);
    const [first, second] = memory.nearest(vocabulary.vector('小区停水'), 2);
    expect(first).toBeCloseTo(1);
    expect(second).toBe(0);
    // a second question starts from nothing
    expect(memory.nearest(vocabulary.vector('学校招生'), 2)[1]).toBeCloseTo(1);
  });
});

describe('matters', () => {
  const body =
    '我们小区从昨天晚上开始停水，物业没有任何通知，打自来水公司电话也没有人接，家里老人孩子无法用水，非常着急，请尽快处理，谢谢领导关心。';

  const other =
    '孩子今年九月就要上小学了，可是学区划分到现在没有公布，教育局让我们找街道，街道又让我们去找学校，家长们都很着急，希望尽快公布学区的范围和报名的时间。';

  it.each([
    {
      what: 'the same words with other punctuation are one text',
      rows: [{ content: '停水了' }, { content: '停水了！' }],
      expected: { texts: 1, matters: 1, duplicates: 1 },
    },
    {
      what: 'title and body of a row are one matter',
      rows: [{ title: '停水', content: body }],
      expected: { texts: 2, matters: 1, duplicates: 0 },
    },
    {
      what: 'a title alone belongs to the body that it heads',
      rows: [{ content: '小区停水物业没有任何通知' }, { content: body }, { content: other }],
      expected: { texts: 3, matters: 2, duplicates: 0 },
    },
    {
      what: 'what has little in common is two matters',
      rows: [{ content: '学校什么时候开学招生' }, { content: body }],
      expected: { texts: 2, matters: 2, duplicates: 0 },
    },
  ])('$what', ({ rows, expected }) => {
    const { examples, duplicates } = mattersOf(rows.map((row) => ({ ...row, label: 'x' })));
    expect({ texts: examples.length, matters: new Set(examples.map((e) => e.matter)).size, duplicates }).toEqual(
      expected,
    );
  });

  it('gives a text with several labels the more frequent one, and says that there were several', () => {
    const { examples, disputed } = mattersOf(['a', 'b', 'b'].map((label) => ({ content: '停水了', label })));
    expect(examples).toMatchObject([{ label: 'b' }]);
    expect(disputed).toBe(1);
  });
});

describe('measures', () => {
  it('are those of a hand count', () => {
    const outcome = (truth: string, proposed: string, probability: number) => ({ truth, proposed, probability });
    const quality = measure([
      outcome('a', 'a', 0.95),
      outcome('a', 'a', 0.95),
      outcome('a', 'b', 0.55),
      outcome('b', 'b', 0.55),
    ]);
    // F1 of a: 2*2/(3+2) = 0.8; of b: 2*1/(1+2) = 2/3
    expect(quality.accuracy).toBe(0.75);
    expect(quality.macroF1).toBeCloseTo((0.8 + 2 / 3) / 2);
    // band 0.9: |1.9 - 2|, band 0.5: |1.1 - 1|
    expect(quality.ece).toBeCloseTo((0.1 + 0.1) / 4);
    expect(quality.perClass[0]).toMatchObject({ label: 'a', precision: 1, rows: 3 });
  });

  it('are the same of rows that were counted before', () => {
    const counted = [
      { truth: 'a', proposed: 'a', probability: 0.95, count: 2 },
      { truth: 'b', proposed: 'a', probability: 0.55 },
    ];
    expect(measure(counted)).toEqual(
      measure([counted[0]!, counted[0]!, counted[1]!].map((one) => ({ ...one, count: 1 }))),
    );
  });

  it('of nothing are nothing', () => {
    expect(measure([])).toMatchObject({ rows: 0, macroF1: 0, ece: 0 });
  });
});

describe('calibration', () => {
  it('makes scores that are right three times in four a probability of three quarters', () => {
    const random = randomFrom(1);
    const scored = Array.from({ length: 2000 }, (): Scored => {
      const says = random() < 0.5 ? 0 : 1;
      const classOf = random() < 0.75 ? says : 1 - says;
      return { short: [says === 0 ? 5 : -5, says === 0 ? -5 : 5], classOf };
    });
    const { short } = calibrate(scored, 2);
    const [first, second] = probabilities(short, { short: [5, -5] });
    expect(first).toBeGreaterThan(0.72);
    expect(first).toBeLessThan(0.78);
    expect(first! + second!).toBeCloseTo(1);
  });
});
