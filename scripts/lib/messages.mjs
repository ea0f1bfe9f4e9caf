// What the start and test scripts say: Chinese first, English second, the words in scripts/i18n only.
import { readFileSync } from 'node:fs';

const read = (language) => JSON.parse(readFileSync(new URL(`../i18n/${language}.json`, import.meta.url), 'utf8'));
const languages = [read('zh-CN'), read('en')];

/** Fills the placeholders; a value that is itself a key stands for that text. */
const fill = (texts, key, values) =>
  (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(texts[values[name]] ?? values[name] ?? ''));

/** The text of `key` in both languages on one line. */
export function say(key, values = {}) {
  return languages.map((texts) => fill(texts, key, values)).join(' · ');
}

/** The text of `key` in one language ('zh-CN' or 'en'). */
export function sayIn(language, key, values = {}) {
  return fill(languages[language === 'zh-CN' ? 0 : 1], key, values);
}

/** A failure whose remedy is told to the user; printed without a stack. */
export class UserError extends Error {
  constructor(key, values = {}, details = '') {
    super(say(key, values));
    this.key = key;
    this.values = values;
    this.details = details;
  }

  /** One line for each language, then the details (a log's end). */
  print(stream = process.stderr) {
    stream.write(`\n✗ ${sayIn('zh-CN', this.key, this.values)}\n  ${sayIn('en', this.key, this.values)}\n`);
    if (this.details) stream.write(`${this.details.replace(/^/gm, '  | ')}\n`);
  }
}
