import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';

const WORDS = 4;
/** Words that say nothing of a matter; every request has some of them. */
const EMPTY = new Set(
  '问题 反映 投诉 举报 咨询 请问 建议 希望 要求 请求 关于 存在 没有 什么 何时 能否 是否 可以 有关 部门 解决 处理 严重 影响 长期 附近 小区 居民 市民 业主 进行 相关 政府部门 领导 为何 怎么 如何 尽快 我们 一直 至今 再次 强烈 坚决'.split(
    ' ',
  ),
);

/** A place that an organiser made anonymous (A市, A3区): the same in every matter of its file. */
const ANONYMOUS_PLACE = /(?<![A-Za-z0-9])[A-Z]\d{0,2}[市县区]/g;

let segmenter: Jieba | undefined;

/** The words that most of a matter's titles share, as its name; in the order in which the titles say them. */
export function keyWords(titles: readonly string[]): string {
  segmenter ??= Jieba.withDict(dict);
  const counts = new Map<string, { titles: number; place: number }>();
  for (const title of titles) {
    const words = segmenter
      .cut(title.replace(ANONYMOUS_PLACE, ' '), true)
      .filter((word) => word.length > 1 && /\p{L}/u.test(word));
    [...new Set(words)].forEach((word, place) => {
      if (EMPTY.has(word)) return;
      const known = counts.get(word) ?? { titles: 0, place: 0 };
      counts.set(word, { titles: known.titles + 1, place: known.place + place });
    });
  }
  return [...counts]
    .map(([word, { titles: number, place }]) => ({ word, number, place: place / number }))
    .sort((one, other) => other.number - one.number || other.word.length - one.word.length || one.place - other.place)
    .slice(0, WORDS)
    .sort((one, other) => one.place - other.place)
    .map(({ word }) => word)
    .join(' ');
}
