// Progress lines with the seconds since the script began.
import { say } from './messages.mjs';

const began = process.hrtime.bigint();

/** Seconds since the script began, to a tenth. */
export const elapsed = () => Number(process.hrtime.bigint() - began) / 1e9;

/** One line with its time; `mark` is ✓ (done), → (begun), ! (needs attention). */
export function line(mark, text) {
  process.stdout.write(`[${elapsed().toFixed(1).padStart(6)}s] ${mark} ${text}\n`);
}

/**
 * Runs one step with a line before and after it. The step may return a note for the closing line;
 * 'up-to-date' means that there was nothing to do.
 */
export async function step(key, action) {
  const start = elapsed();
  line('→', say(key));
  const note = await action();
  const seconds = (elapsed() - start).toFixed(1);
  const outcome = note === 'up-to-date' ? say('up-to-date') : say('done-in', { seconds });
  line('✓', `${say(key)}: ${outcome}${note && note !== 'up-to-date' ? ` (${note})` : ''}`);
}
