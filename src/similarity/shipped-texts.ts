import type { HotlineConfig } from '../config/hotline-config';

/** The knowledge base's own texts: they tell which pairs of characters are common while an installation has few cases. */
export function shippedTexts({ articles }: HotlineConfig): { title: string; content: string }[] {
  return articles.flatMap(({ title, questions, answer }) => [
    { title, content: answer },
    ...questions.map((question) => ({ title: question, content: question })),
  ]);
}
