import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './folder';

/** The documents that are rendered from config/templates/<kind>.html. */
export const DOCUMENT_KINDS = ['handling-order', 'briefing', 'reply', 'supervision'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Every document's template; a finding for each that is missing. */
export function readTemplates(folder: string, findings: string[]): Record<DocumentKind, string> {
  return Object.fromEntries(DOCUMENT_KINDS.map((kind) => [kind, readTemplate(folder, kind, findings)])) as Record<
    DocumentKind,
    string
  >;
}

function readTemplate(folder: string, kind: string, findings: string[]): string {
  try {
    return readFileSync(join(folder, 'templates', `${kind}.html`), 'utf8');
  } catch {
    findings.push(`config/templates/${kind}.html: the file is missing`);
    return '';
  }
}

/** The files of templates/partials; what a template includes must be there. */
export function readPartials(
  folder: string,
  templates: Record<string, string>,
  findings: string[],
): Record<string, string> {
  const names = filesOf(join(folder, 'templates', 'partials'), '.html');
  const partials = Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, 'templates', 'partials', `${name}.html`), 'utf8')]),
  );
  for (const [kind, text] of Object.entries(templates)) {
    for (const [, name] of text.matchAll(/{{>\s*([\w-]+)\s*}}/g)) {
      if (partials[name!] !== undefined) continue;
      findings.push(`config/templates/${kind}.html: there is no partial "${name}"`);
    }
  }
  return partials;
}
