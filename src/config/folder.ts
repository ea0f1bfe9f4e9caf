import { readdirSync } from 'node:fs';

/** The names, without ending, of a folder's files; none where there is no such folder. */
export function filesOf(folder: string, ending: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length))
      .sort();
  } catch {
    return [];
  }
}
