import { join } from 'node:path';
import { matterOf as normalise } from '../cases/same-matter';
import { HotlineConfig } from '../config/hotline-config';
import { bigramsOf } from './bigrams';
import { BigramModel } from './bigram-model';
import { groupMessages } from './group-messages';
import { MATTERS } from './same-matter.cases';
import { bridgedBy, type Candidate, matterOf, rank } from './same-matter';
import { shippedTexts } from './shipped-texts';
import { bytesOf, inCommon, keysOf, likenessTo, type Sketch, sketchFrom } from './sketch';

const config = HotlineConfig.load(join(process.cwd(), 'config'));
const thresholds = config.similarity.sameMatter;
const texts = Object.entries(MATTERS).flatMap(([matter, told]) => told.map((text) => ({ matter, ...text })));
const model = BigramModel.of([
  ...config.articles.map(({ title, answer }) => bigramsOf(title, answer)),
  ...texts.map(({ title, content }) => bigramsOf(title, content)),
]);
const sketches = texts.map(({ title, content }) => model.sketch(bigramsOf(title, content)));
const candidate = (index: number, over: Partial<Candidate> = {}): Candidate => ({
  caseId: `case-${index}`,
  matterId: texts[index]!.matter,
  area: null,
  sketch: sketches[index]!,
  ...over,
});
const others = (index: number) => texts.flatMap((_, other) => (other === index ? [] : [candidate(other)]));

describe('cases about the same matter', () => {
  it.each(texts.map(({ title, matter }, index) => ({ title, matter, index })))('$title', ({ matter, index }) => {
    const ranked = rank({ sketch: sketches[index]!, area: null }, others(index), thresholds);
    const alone = MATTERS[matter]!.length === 1;
    expect(matterOf(ranked, thresholds)).toBe(alone ? undefined : matter);
  });

  it('each two of one matter share a key, so that a search finds them', () => {
    for (const [index, { matter }] of texts.entries()) {
      for (const [other] of texts.entries()) {
        if (other === index || texts[other]!.matter !== matter) continue;
        const keys = new Set(keysOf(sketches[other]!));
        expect(keysOf(sketches[index]!).some((key) => keys.has(key))).toBe(true);
      }
    }
  });

  it('the same words in another area are another matter', () => {
    const near = rank({ sketch: sketches[3]!, area: 'chengguan' }, [candidate(4, { area: 'chengguan' })], thresholds);
    const far = rank({ sketch: sketches[3]!, area: 'chengguan' }, [candidate(4, { area: 'linjiang' })], thresholds);
    expect(near[0]!.likeness - far[0]!.likeness).toBeCloseTo(thresholds.otherArea);
  });

  it('several cases somewhat alike draw a case to their matter; two do not', () => {
    const somewhat = (matterId: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...candidate(index),
        matterId,
        likeness: (thresholds.same + thresholds.belongs) / 2,
      }));
    expect(matterOf(somewhat('told by many', 3), thresholds)).toBe('told by many');
    expect(matterOf(somewhat('told by few', 2), thresholds)).toBeUndefined();
  });

  it.each([
    { told: [3, 3], above: true, one: true, why: 'several members of both are alike it' },
    { told: [3, 2], above: true, one: false, why: 'two members of the other are chance' },
    { told: [3, 3], above: false, one: false, why: 'neither is alike enough' },
  ])('a case brings two matters together: $one, because $why', ({ told, above, one }) => {
    const likeness = thresholds.joins + (above ? 0.01 : -0.01);
    const ranked = told.flatMap((count, matter) =>
      Array.from({ length: count }, (_, index) => ({ ...candidate(index), matterId: `matter ${matter}`, likeness })),
    );
    expect(bridgedBy(ranked, 'matter 0', thresholds)).toEqual(one ? ['matter 1'] : []);
    expect(bridgedBy(ranked, 'a third matter', thresholds)).toEqual([]);
  });

  it('are grouped over a file as they come in, in whatever order the lines stand', () => {
    const messages = texts.map(({ title, content }, index) => ({
      title,
      content,
      receivedAt: `2026-03-0${9 - index}T10:00:00+08:00`,
    }));
    const groups = groupMessages(messages, thresholds, shippedTexts(config));
    texts.forEach(({ matter }, index) =>
      texts.forEach((other, at) => expect(groups[index] === groups[at]).toBe(matter === other.matter)),
    );
  });

  it('says which words are in common', () => {
    expect(inCommon(sketches[0]!, sketches[1]!).join('')).toContain('搅拌');
  });
});

describe('sketches', () => {
  it('a text is as alike itself as can be', () => {
    for (const sketch of sketches) expect(likenessTo(sketch)(sketch)).toBeCloseTo(1, 2);
  });

  it('punctuation, width and case make no difference', () => {
    expect(normalise('ＡＢＣ，小区——“噪音”！ 12')).toBe('abc小区噪音12');
  });

  it('a search asks by the rarest keys, as many as lead to few enough cases', () => {
    const common = bigramsOf(null, '噪音扰民严重');
    const many = BigramModel.of([
      ...Array.from({ length: 98 }, () => common),
      bigramsOf(null, '云溪苑噪音扰民'),
      bigramsOf(null, '云溪苑路灯'),
    ]);
    const sketch = many.sketch(bigramsOf(null, '云溪苑噪音扰民'));
    const all = keysOf(sketch);
    expect(many.keysToAsk(sketch, 0, 5_000)).toHaveLength(all.length);
    const asked = many.keysToAsk(sketch, 100_000, 30_000);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(all.length);
    // what is rare beside the common leads to the same case
    expect(keysOf(many.sketch(bigramsOf(null, '云溪苑路灯'))).some((key) => asked.includes(key))).toBe(true);
    expect(many.keysToAsk(many.sketch(common), 100_000, 1)).toHaveLength(1);
  });

  it('how many a key leads to is known of the key, not guessed of its parts', () => {
    // half of a city writes of noise and half of street lamps, and hardly anybody of both
    const city = BigramModel.of([
      ...Array.from({ length: 50 }, () => bigramsOf(null, '噪音')),
      ...Array.from({ length: 50 }, () => bigramsOf(null, '路灯')),
      bigramsOf(null, '路灯有噪音'),
      bigramsOf(null, '路灯有噪音'),
    ]);
    const sketch = city.sketch(bigramsOf(null, '噪音。路灯'));
    // two of 102 texts have both: among 102,000 cases 2,000
    expect(city.keysToAsk(sketch, 102_000, 2_500)).toHaveLength(keysOf(sketch).length);
    expect(city.keysToAsk(sketch, 102_000, 1_500)).toHaveLength(keysOf(sketch).length - 1);
  });

  it('an empty text is alike nothing and has no key', () => {
    const nothing: Sketch = model.sketch(bigramsOf(null, '！？'));
    expect(likenessTo(nothing)(sketches[0]!)).toBe(0);
    expect(keysOf(nothing)).toEqual([]);
  });

  it('what is stored of a sketch gives it again', () => {
    for (const sketch of sketches) expect(sketchFrom(bytesOf(sketch))).toEqual(sketch);
    const extremes: Sketch = { bigrams: [-(2 ** 31), -1, 0, 2 ** 31 - 1], weights: [10_000, 1, 0, 9_999] };
    expect(sketchFrom(bytesOf(extremes))).toEqual(extremes);
    expect(sketchFrom(Buffer.alloc(0))).toEqual({ bigrams: [], weights: [] });
  });

  it('a stored model gives the same sketches', () => {
    const stored = BigramModel.fromBytes(model.toBytes());
    const { bigrams } = model.sketch(bigramsOf(texts[0]!.title, texts[0]!.content));
    const again = stored.sketch(bigramsOf(texts[0]!.title, texts[0]!.content));
    expect(likenessTo(again)({ bigrams, weights: sketches[0]!.weights })).toBeGreaterThan(0.97);
  });
});
