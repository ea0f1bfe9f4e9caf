import { driftOf } from './classification-quality';
import { Topics } from './topics';

const topics = new Topics([
  {
    category: 'public-services',
    topics: [
      { code: 'water', name: '供水', topics: [{ code: 'supply', name: '自来水', phrases: ['停水', '水管', '收费'] }] },
      { code: 'power', name: '供电', topics: [{ code: 'power', name: '供电', phrases: ['停电', '收费'] }] },
    ],
  },
  {
    category: 'civilised-city',
    topics: [{ code: 'parking', name: '停车', topics: [{ code: 'fees', name: '停车收费', phrases: ['停车收费'] }] }],
  },
]);

describe('the label scheme in a text', () => {
  it.each([
    ['小区停水', ['water/supply'], 'one phrase'],
    ['停车收费太贵', ['parking/fees'], 'a shorter phrase inside a longer one does not count'],
    ['停电以后还收费', ['power/power', 'water/supply'], 'a phrase of two topics speaks for both, and less'],
    ['停水停水停水，停电', ['water/supply', 'power/power'], 'a phrase that is repeated counts once'],
    ['天气很好', [], 'nothing'],
  ])('%s -> %j (%s)', (text, expected) => {
    expect(topics.find(text).map(({ topic }) => topic)).toEqual(expected);
  });

  it('says by which words', () => {
    expect(topics.find('水管坏了，停水')[0]).toMatchObject({ category: 'public-services', words: ['水管', '停水'] });
  });
});

describe('drift', () => {
  const many = (truth: string, count: number) => ({ truth, count });

  it.each([
    ['the same mix', [many('a', 5), many('b', 5)], [many('a', 50), many('b', 20), many('b', 30)], 0],
    // (0.8 - 0.5) ln(0.8 / 0.5) + (0.2 - 0.5) ln(0.2 / 0.5)
    ['another mix', [many('a', 5), many('b', 5)], [many('a', 8), many('b', 2)], 0.4159],
    ['nothing to compare with', [], [many('a', 3)], 0],
  ])('of %s', (_what, before, now, expected) => {
    expect(driftOf(before, now).index).toBeCloseTo(expected, 3);
  });
});
