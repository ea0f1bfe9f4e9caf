import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Other ways to ask for each article, by its code: looked at while the ranking was made, and never looked at. */
export type Variants = Record<string, { tune: string[]; heldOut: string[] }>;

export function readVariants(): Variants {
  return parse(readFileSync(join(process.cwd(), 'test/knowledge/question-variants.yaml'), 'utf8')) as Variants;
}

/** The share of questions whose article is the first, and among the first three. */
export async function recallOf(
  finder: { search(text: string, limit: number): Promise<{ code: string }[]> },
  variants: Variants,
  part: 'tune' | 'heldOut',
): Promise<{ at1: number; at3: number; questions: number }> {
  const asked = Object.entries(variants).flatMap(([code, of]) => of[part].map((question) => ({ code, question })));
  let first = 0;
  let third = 0;
  for (const { code, question } of asked) {
    const at = (await finder.search(question, 3)).findIndex((article) => article.code === code);
    if (at === 0) first += 1;
    if (at >= 0) third += 1;
  }
  return { at1: first / asked.length, at3: third / asked.length, questions: asked.length };
}
