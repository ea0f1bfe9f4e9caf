// Follows log files: shows their error lines here with the part's name, and keeps the files from growing without end.
import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { onStop } from './stopping.mjs';

const largest = 50 * 1024 * 1024;
const mostLinesAtOnce = 5;

/** The text of a log line that tells of an error, else null. Knows the JSON of pino and of Spring, and plain levels. */
export function errorText(logLine) {
  if (logLine.startsWith('{')) {
    try {
      const { level, msg, message, err } = JSON.parse(logLine);
      const bad = level >= 50 || /^(error|fatal)$/i.test(level);
      return bad ? [...new Set([msg, message, err?.message])].filter(Boolean).join(': ') : null;
    } catch {
      return null;
    }
  }
  return /\b(ERROR|FATAL|PANIC)\b/.test(logLine) ? logLine.trim() : null;
}

/** Follows one part's log from its present end on. */
export function followErrors(name, file, print) {
  let at = existsSync(file) ? statSync(file).size : 0;
  let rest = '';
  const look = () => {
    const size = existsSync(file) ? statSync(file).size : 0;
    if (size < at) at = 0;
    if (size === at) return;
    const buffer = Buffer.alloc(Math.min(size - at, 1024 * 1024));
    const descriptor = openSync(file, 'r');
    at += readSync(descriptor, buffer, 0, buffer.length, at);
    closeSync(descriptor);
    const lines = (rest + buffer.toString('utf8')).split('\n');
    rest = lines.pop().slice(-10_000);
    const errors = lines.map(errorText).filter(Boolean);
    for (const text of errors.slice(0, mostLinesAtOnce)) print(`[${name}] ${text.slice(0, 300)}`);
    if (errors.length > mostLinesAtOnce) print(`[${name}] +${errors.length - mostLinesAtOnce}: ${file}`);
    if (at > largest) rotate();
  };
  const rotate = () => {
    // the part holds the file open for appending, so it is copied and emptied
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
    at = 0;
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch {
      // the file is being replaced; the next look finds it
    }
  }, 1000);
  timer.unref();
  onStop(() => clearInterval(timer));
}
