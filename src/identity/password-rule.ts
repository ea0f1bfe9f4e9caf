import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** What a password must be (config/hotline.yaml, security). */
export interface PasswordRule {
  minLength: number;
  /** Of small letters, capitals, digits and everything else. */
  kinds: number;
  /** How hard to guess, from 0 to 4: each step some hundred times as many guesses, 4 from ten thousand million on. */
  score: number;
}

/** Why a password is refused; the words are the i18n files' `password.<code>`. */
export type PasswordFinding = 'too-short' | 'too-few-kinds' | 'holds-name' | 'easily-guessed' | 'unchanged';

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];
/** What everybody here tries first, beside the common passwords of the whole world. */
const OUR_WORDS = ['hotline', '12345', 'rexian', 'zhengwu', 'shimin', '热线', '政务', '市民'];
/** The guesses of more characters than these are not counted: the time that takes grows with their square. */
const COUNTED = 64;

let guesser: ZxcvbnFactory | undefined;

/** What is wrong with a new password; nothing when it may be used. */
export function passwordFindings(
  password: string,
  { username, name = '', current, rule }: { username: string; name?: string; current?: string; rule: PasswordRule },
): PasswordFinding[] {
  const plain = password.toLowerCase();
  const names = [username, ...name.split(/\s+/)]
    .filter((part) => [...part].length > 1)
    .map((part) => part.toLowerCase());
  const findings: [PasswordFinding, () => boolean][] = [
    ['too-short', () => [...password].length < rule.minLength],
    ['too-few-kinds', () => KINDS.filter((kind) => kind.test(password)).length < rule.kinds],
    ['holds-name', () => names.some((part) => plain.includes(part))],
    ['easily-guessed', () => scoreOf(password, names) < rule.score],
    ['unchanged', () => password === current],
  ];
  return findings.filter(([, broken]) => broken()).map(([code]) => code);
}

function scoreOf(password: string, names: string[]): number {
  // The word lists are loaded when the first password is changed: most apps run without.
  guesser ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return guesser.check([...password].slice(0, COUNTED).join(''), [...OUR_WORDS, ...names]).score;
}
