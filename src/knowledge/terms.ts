import { segment } from '../text-model';

/** Runs of Chinese characters. */
const HAN = /\p{Script=Han}+/gu;
/** Characters that ask or join, and say nothing by themselves. */
const FILLERS = new Set(
  '的了是在我你他她它们这那有没不么吗呢吧啊哪里个上下可以能要会去来到和与就都还被把给让怎什多少几',
);

/**
 * The terms by which a text is found, each once: its words, its pairs of neighbouring Chinese characters, and its single
 * ones. Words say what is meant; pairs catch what the dictionary cuts otherwise (产权证, 房产证); single ones catch what people
 * say in other words (领养一只狗 for 养犬登记). How much each counts is a matter of how rare it is.
 */
export function termsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  const words = segment(plain)
    .map((word) => word.trim())
    .filter((word) => [...word].length > 1 && /[\p{L}\p{N}]/u.test(word));
  const pairs: string[] = [];
  const single: string[] = [];
  for (const [run] of plain.matchAll(HAN)) {
    const characters = [...run];
    single.push(...characters.filter((character) => !FILLERS.has(character)));
    pairs.push(...characters.slice(1).map((character, at) => characters[at]! + character));
  }
  return [...new Set([...words, ...pairs, ...single])];
}
