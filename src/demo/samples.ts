import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PLOTS } from './plots';

/** One line of a file of messages; only the content is required, members that we do not know are left out. */
const sample = z.object({
  title: z.string().min(1).max(200).optional(),
  content: z.string().regex(/\S/, 'is empty').max(20_000),
  channel: z.string().optional(),
  receivedAt: z.iso.datetime({ offset: true }).optional(),
  citizen: z
    .object({
      name: z.string().max(100).optional(),
      phone: z.string().max(30).optional(),
      unit: z.string().max(200).optional(),
      address: z.string().max(300).optional(),
    })
    .optional(),
  profile: z.string().optional(),
  plot: z.enum(PLOTS).default('plain'),
});
export type Sample = z.infer<typeof sample>;

/** The messages of a file, and what is wrong with the lines that are none. */
export interface Samples {
  samples: Sample[];
  /** Each names the line. */
  skipped: string[];
}

/** Reads messages, one JSON object a line. A line that does not fit is skipped and named; the rest goes on. */
export function readSamples(path: string): Samples {
  const read: Samples = { samples: [], skipped: [] };
  readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (line.trim() === '') return;
      const found = parse(line);
      if (typeof found === 'string') read.skipped.push(`${path}:${index + 1}: ${found}`);
      else read.samples.push(found);
    });
  return read;
}

function parse(line: string): Sample | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not a line of JSON';
  }
  const parsed = sample.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  return `${issue.path.join('.') || 'the line'}: ${issue.message}`;
}
