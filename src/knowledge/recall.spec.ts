import { join } from 'node:path';
import { readVariants, recallOf } from '../../test/support/knowledge-recall';
import { HotlineConfig } from '../config/hotline-config';
import { ShippedArticles } from './shipped-articles';

const { articles, categories, answersFrom } = HotlineConfig.load(join(process.cwd(), 'config'));
const finder = new ShippedArticles(articles, '2026-11-25');
const variants = readVariants();

describe('the shipped knowledge base', () => {
  it('has sixty articles and more, over all categories, each with four other ways to ask for it', () => {
    expect(articles.length).toBeGreaterThanOrEqual(60);
    expect(new Set(articles.map(({ category }) => category))).toEqual(new Set(categories.map(({ code }) => code)));
    expect(Object.keys(variants).sort()).toEqual(articles.map(({ code }) => code).sort());
    for (const { code, questions } of articles) {
      const { tune, heldOut } = variants[code]!;
      expect([code, tune.length + heldOut.length >= 3, heldOut.length >= 1]).toEqual([code, true, true]);
      expect([code, questions.filter((question) => [...tune, ...heldOut].includes(question))]).toEqual([code, []]);
    }
  });

  it.each(['tune', 'heldOut'] as const)('finds nine of ten among the first three: %s', async (part) => {
    const recall = await recallOf(finder, variants, part);
    expect(recall.at3).toBeGreaterThanOrEqual(0.9);
    expect(recall.at1).toBeGreaterThanOrEqual(0.75);
  });

  it('proposes what surely answers first and says so, and what is only near as near', async () => {
    const [first, ...others] = await finder.propose('您好，请问居住证怎么办理？', answersFrom);
    expect([first?.code, first?.answers]).toEqual(['residence-permit', true]);
    expect(others.map(({ answers }) => answers)).toEqual([false, false]);
    const near = await finder.propose('隔壁邻居吵架', answersFrom);
    expect(near.filter(({ answers }) => answers)).toEqual([]);
  });

  it('answers its own questions surely, and nothing that it does not know', async () => {
    for (const { code, questions } of articles) {
      const best = await Promise.all(
        questions.map((question) => finder.best(`您好，请问${question}？谢谢。`, answersFrom)),
      );
      expect([code, best.map((article) => article?.code)]).toEqual([code, questions.map(() => code)]);
    }
    for (const text of ['隔壁邻居吵架', '想问下明天下雨吗', '你好，有个事情', '工资拖欠三个月没有发', '']) {
      expect([text, (await finder.best(text, answersFrom))?.code]).toEqual([text, undefined]);
    }
  });
});
