/**
 * A text as features see it: full-width letters and digits as half-width ones, lower case, no mark-up and no addresses
 * of pages, every number as one 0, and a place that an organiser made anonymous (A市, A3区, A县) as 某市, 某区, 某县.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/<[^<>]{1,200}>|&[a-z]{2,6};|&#\d+;/g, ' ')
    .replace(/https?:\/\/[\w.\-/?=&%#]+/g, ' ')
    .replace(/(?<![a-z0-9])[a-z]\d{0,2}(?=[市县区])/g, '某')
    .replace(/\d+(?:\.\d+)*/g, '0')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What two texts have in common that say the same in the same words: letters and digits only. */
export function sameTextKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** 1 for each UTF-16 unit that is part of a word, 0 for punctuation, spaces and signs. */
export const WORD_UNIT: Uint8Array = (() => {
  const table = new Uint8Array(65536);
  // a surrogate alone is no letter to the expression, but half of one to us
  for (let unit = 0; unit < 65536; unit += 1) {
    table[unit] = (unit >= 0xd800 && unit < 0xe000) || /[\p{L}\p{N}]/u.test(String.fromCharCode(unit)) ? 1 : 0;
  }
  return table;
})();
