import { randomFrom } from '../../src/text-model/random';

/** Turns a well-made text into a malformed or at least an unexpected one. */
type Mutation = (text: string, next: () => number) => string;

const pick = <T>(from: readonly T[], next: () => number): T => from[Math.floor(next() * from.length)]!;
const at = (text: string, next: () => number) => Math.floor(next() * (text.length + 1));

/** What breaks readers: ends of strings, markup, expressions, numbers at their limits, characters of every width. */
const HOSTILE = [
  '',
  ' ',
  '"',
  "'",
  '<',
  '>',
  '&',
  '&undefined;',
  '&#0;',
  '&#x110000;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<?php ?>',
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>',
  '\u0000',
  '\uFEFF',
  '\uD800',
  '𠮷',
  '诉求',
  '${1+1}',
  '#{x}',
  '=',
  '=1/0',
  '=for i in 1..999999999 return i',
  '= [[[[[[[[',
  '-1',
  '1e999',
  'NaN',
  '9999999999999999999999',
  'PT-1S',
  'R-1/PT0S',
  '2026-13-45T99:99:99Z',
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  'x'.repeat(70_000),
];

const TAG = /<[^>]*>/g;
const ATTRIBUTE = /([\w:.-]+)="([^"]*)"/g;

function replaceOne(
  text: string,
  pattern: RegExp,
  next: () => number,
  by: (match: RegExpMatchArray, all: RegExpMatchArray[]) => string,
) {
  const all = [...text.matchAll(pattern)];
  if (all.length === 0) return text;
  const chosen = pick(all, next);
  return text.slice(0, chosen.index) + by(chosen, all) + text.slice(chosen.index + chosen[0].length);
}

/** Changes to any text. */
const OF_TEXT: Record<string, Mutation> = {
  truncated: (text, next) => text.slice(0, at(text, next)),
  inserted: (text, next) => {
    const where = at(text, next);
    return text.slice(0, where) + pick(HOSTILE, next) + text.slice(where);
  },
  removed: (text, next) => {
    const where = at(text, next);
    return text.slice(0, where) + text.slice(where + 1 + Math.floor(next() * 40));
  },
  repeated: (text, next) => {
    const where = at(text, next);
    return text.slice(0, where) + text.slice(where, where + 200).repeat(3) + text.slice(where);
  },
  flipped: (text, next) => {
    const where = Math.floor(next() * text.length);
    return text.slice(0, where) + String.fromCharCode(Math.floor(next() * 0xffff)) + text.slice(where + 1);
  },
};

/** Changes that know elements and attributes: the result is often well-formed, and wrong. */
const OF_XML: Record<string, Mutation> = {
  ...OF_TEXT,
  'tag removed': (text, next) => replaceOne(text, TAG, next, () => ''),
  'tag repeated': (text, next) => replaceOne(text, TAG, next, ([tag]) => tag + tag),
  'tag from elsewhere': (text, next) => replaceOne(text, TAG, next, (_tag, all) => pick(all, next)[0]),
  'attribute removed': (text, next) => replaceOne(text, ATTRIBUTE, next, () => ''),
  'attribute renamed': (text, next) =>
    replaceOne(
      text,
      ATTRIBUTE,
      next,
      ([, , value]) => `${pick(['id', 'name', 'x', 'bpmn:id', 'type'], next)}="${value}"`,
    ),
  'value hostile': (text, next) =>
    replaceOne(text, ATTRIBUTE, next, ([, name]) => `${name}="${pick(HOSTILE, next).replaceAll('"', '')}"`),
  'value of another': (text, next) =>
    replaceOne(text, ATTRIBUTE, next, ([, name], all) => `${name}="${pick(all, next)[2]}"`),
  'element type changed': (text, next) =>
    replaceOne(text, /(?<=<\/?)(bpmn|dmn)?:?(\w+)(?=[\s>/])/g, next, (_match, all) => pick(all, next)[0]),
  'namespace changed': (text, next) => replaceOne(text, /xmlns(:\w+)?="[^"]*"/g, next, () => 'xmlns="urn:other"'),
  nested: (text) => text.replace(/<(\w+:)?(process|decision)\b/, (start) => `${'<x>'.repeat(3000)}${start}`),
};

/** Changes to lines of JSON. */
const OF_LINES: Record<string, Mutation> = {
  ...OF_TEXT,
  'value of another type': (text, next) =>
    replaceOne(text, /:\s*("(?:[^"\\]|\\.)*"|\d+|true|false|null)/g, next, () =>
      pick([': 1', ': null', ': []', ': {}', ': true', ': "x"', ': 1e999', ': -0', ': [[[[[]]]]]'], next),
    ),
  'member renamed': (text, next) =>
    replaceOne(text, /"\w+"\s*:/g, next, () => `"${pick(['__proto__', '', '诉求', 'constructor'], next)}":`),
  'lines joined': (text, next) => replaceOne(text, /\n/g, next, () => pick([' ', '', ',', '\r', '\u2028'], next)),
  'line doubled': (text, next) => replaceOne(text, /[^\n]+/g, next, ([line]) => line + line),
  'not an object': (text, next) =>
    replaceOne(text, /[^\n]+/g, next, () => pick(['[]', '1', '"x"', 'null', 'true', '{', '[[['], next)),
  'deeply nested': (text) => `${'['.repeat(20_000)}\n${text}`,
};

const FAMILIES = { xml: OF_XML, lines: OF_LINES } as const;

/** A text with one to four changes, and which they were. */
export interface Mutant {
  text: string;
  changes: string[];
}

/** The mutant of a number: the same text, seed and number give the same one. */
export function mutant(family: keyof typeof FAMILIES, text: string, seed: number, number: number): Mutant {
  const next = randomFrom(seed * 1_000_003 + number);
  const mutations = Object.entries(FAMILIES[family]);
  const changes: string[] = [];
  let changed = text;
  for (let left = 1 + Math.floor(next() * 4); left > 0; left -= 1) {
    const [name, mutate] = pick(mutations, next);
    changed = mutate(changed, next);
    changes.push(name);
  }
  return { text: changed, changes };
}
