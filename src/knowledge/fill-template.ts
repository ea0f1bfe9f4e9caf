/** What a reply template may leave to be filled in; config/reply-templates.yaml is refused for any other name. */
export const PLACEHOLDERS = ['title', 'answer', 'steps', 'number', 'unit', 'area', 'category'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A filled template; what had no value is still in the text, between 【】, and listed. */
export interface Filled {
  text: string;
  missing: Placeholder[];
}

const PLACE = /\{\{\s*(\w+)\s*\}\}/g;

/** The names that a template's text leaves to be filled in, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name]) => name!))];
}

/** Fills a reply template (答复范本, D2 and D4). A value's own full stop gives way to the template's punctuation. */
export function fillTemplate(text: string, values: Partial<Record<Placeholder, string | null>>): Filled {
  const missing: Placeholder[] = [];
  const filled = text.replace(PLACE, (_place, name: Placeholder) => {
    const value = values[name]?.trim();
    if (value) return value;
    if (!missing.includes(name)) missing.push(name);
    return `【${name}】`;
  });
  return { text: filled.replace(/[。；]+(?=[，。；：])/g, ''), missing };
}
