/** The ids of a DMN file's decisions, in the file's order. */
export function decisionIds(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?decision\s(?:[^<>]*?\s)?id="([^"]+)"/g)].map((match) => match[1]!);
}

/** A decision file's own id and name. */
export function requirementsOf(xml: string): { id: string; name: string } {
  const start = /<(?:\w+:)?definitions\s[^<>]*>/.exec(xml)?.[0] ?? '';
  return { id: attribute(start, 'id') ?? '', name: attribute(start, 'name') ?? '' };
}

/** Operaton answers outputs by their names and fails over one without: it gets its id for a name. */
export function nameOutputs(xml: string): string {
  return xml.replace(/<(?:\w+:)?output\s[^<>]*>/g, (tag) => {
    const id = attribute(tag, 'id');
    return attribute(tag, 'name') !== undefined || id === undefined
      ? tag
      : tag.replace(/output\s/, (start) => `${start}name="${id}" `);
  });
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
}
