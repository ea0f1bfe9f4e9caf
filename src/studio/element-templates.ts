import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The element templates of bpmn/element-templates, read anew each time: process owners change them. */
export async function elementTemplates(): Promise<unknown[]> {
  const folder = join(process.env.HOTLINE_BPMN_DIR ?? join(process.cwd(), 'bpmn'), 'element-templates');
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const read = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return read.flatMap((text) => JSON.parse(text) as unknown[]);
}
