/** The ids of a DMN file's decisions, in the file's order. */
export function decisionIds(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?decision\s(?:[^<>]*?\s)?id="([^"]+)"/g)].map((match) => match[1]!);
}

/** A decision file's own id and name. */
export function requirementsOf(xml: string): { id: string; name: string } {
  const start = /<(?:\w+:)?definitions\s[^<>]*>/.exec(xml)?.[0] ?? '';
  return { id: attribute(start, 'id') ?? '', name: attribute(start, 'name') ?? '' };
}

/** What a decision's result is of the rules that hit: a list of theirs, one number over all of them, or that of the one rule. */
export type DecisionResult = 'list' | 'aggregate' | 'single';

/** What the result of one of a file's decisions is, by the hit policy of its table. */
export function resultOfDecision(xml: string, decisionId: string): DecisionResult {
  const start = [...xml.matchAll(/<(?:\w+:)?decision\s[^<>]*>/g)].find(([tag]) => attribute(tag, 'id') === decisionId);
  const decision = start ? xml.slice(start.index).split(/<\/(?:\w+:)?decision>/, 1)[0]! : '';
  const table = /<(?:\w+:)?decisionTable(?:\s[^<>]*)?>/.exec(decision)?.[0] ?? '';
  const policy = attribute(table, 'hitPolicy') ?? 'UNIQUE';
  if (policy === 'COLLECT' && attribute(table, 'aggregation')) {
    return 'aggregate';
  }
  return ['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'].includes(policy) ? 'list' : 'single';
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
