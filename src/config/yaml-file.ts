import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** A configuration that cannot be used: each finding names the file, the line, the key and what is wrong. */
export class ConfigError extends Error {
  constructor(readonly findings: string[]) {
    super(findings.join('\n'));
  }
}

/** Reads one YAML file against its schema; `shown` is the name that findings give it. */
export function readYaml<T>(path: string, shown: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError([`${shown}: the file is missing`]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map((error) => `${shown}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`),
    );
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => {
      const keys = issue.path.map(String);
      return `${shown}:${lineOf(document, lines, issue.path)}: ${keys.join('.') || '(file)'}: ${issue.message}`;
    }),
  );
}

/** The line of a key, or of the nearest thing around it when it is missing. */
function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
