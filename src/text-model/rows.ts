import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** A message as a file gives it. */
export interface Row {
  file: string;
  line: number;
  title?: string;
  content?: string;
  /** What the message is, as people said. */
  label?: string;
  /** When it came in, as the file says it. */
  receivedAt?: string;
}

/** The rows of files, and what is wrong with the lines that are none: each finding names file and line. */
export interface Rows {
  rows: Row[];
  findings: string[];
}

/**
 * Reads messages, one JSON object a line, with `title`, `content` or both. A line that does not fit is left out and named;
 * the rest goes on. Throws where a file cannot be read.
 */
export async function readRows(files: readonly string[], labelMember = 'label'): Promise<Rows> {
  const read: Rows = { rows: [], findings: [] };
  for (const file of files) {
    let line = 0;
    const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
    try {
      for await (const text of lines) {
        line += 1;
        const bare = line === 1 ? text.replace(/^\uFEFF/, '') : text;
        if (bare.trim() === '') continue;
        const found = parse(bare, labelMember);
        if (typeof found === 'string') read.findings.push(`${file}:${line}: ${found}`);
        else read.rows.push({ file, line, ...found });
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(`${file}: ${code === 'ENOENT' ? 'there is no such file' : (code ?? String(error))}`, {
        cause: error,
      });
    }
  }
  return read;
}

function parse(line: string, labelMember: string): Omit<Row, 'file' | 'line'> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not a line of JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
  const { title, content, receivedAt, [labelMember]: label } = value as Record<string, unknown>;
  if (!isText(title)) return 'title: must be a text';
  if (!isText(content)) return 'content: must be a text';
  if (!isText(label) && typeof label !== 'number') return `${labelMember}: must be a text`;
  if (!title?.trim() && !content?.trim()) return 'content: is empty, and there is no title';
  const known = label === null || label === undefined ? '' : String(label).trim();
  return {
    ...(title?.trim() ? { title } : {}),
    ...(content?.trim() ? { content } : {}),
    ...(known === '' ? {} : { label: known }),
    ...(typeof receivedAt === 'string' ? { receivedAt } : {}),
  };
}

function isText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}
