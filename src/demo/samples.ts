import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PLOTS } from './plots';

const sample = z.strictObject({
  title: z.string().min(1).max(200).optional(),
  content: z.string().min(1),
  channel: z.string().default('phone'),
  citizen: z.strictObject({ name: z.string().optional(), phone: z.string().optional() }).optional(),
  profile: z.string().optional(),
  plot: z.enum(PLOTS).default('plain'),
});
export type Sample = z.infer<typeof sample>;

/** Reads messages, one JSON object a line; a line that does not fit is refused with its number. */
export function readSamples(path: string): Sample[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const samples: Sample[] = [];
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new Error(`${path}:${index + 1}: not a line of JSON`);
    }
    const parsed = sample.safeParse(value);
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      throw new Error(`${path}:${index + 1}: ${issue.path.join('.')}: ${issue.message}`);
    }
    samples.push(parsed.data);
  });
  if (samples.length === 0) throw new Error(`${path}: no messages`);
  return samples;
}
