// How long the engine keeps what ended: config/hotline.yaml says so, and the engine, which knows no hotline, gets the days.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { inRoot } from './paths.mjs';

/** Days for which the engine keeps the history of what ended; undefined where nothing is said, for its own default. */
export function engineHistoryDays() {
  const folder = process.env.HOTLINE_CONFIG ?? inRoot('config');
  return parse(readFileSync(join(folder, 'hotline.yaml'), 'utf8'))?.retention?.engineHistoryDays;
}
