import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';

let loaded: Jieba | undefined;

/** The words of a text in order, punctuation included: joined they are the text again. The dictionary is read once. */
export function segment(text: string): string[] {
  loaded ??= Jieba.withDict(dict);
  return loaded.cut(text, true);
}
