import type { Area } from '../config/schema';

/** The area and all areas around it, the nearest first. */
export function around(area: string | null, areas: readonly Area[]): string[] {
  const chain: string[] = [];
  for (let code = area; code && !chain.includes(code);) {
    chain.push(code);
    code = areas.find((one) => one.code === code)?.parent ?? null;
  }
  return chain;
}

/** The areas that a text names, without those that only lie around another one that it names. */
export function namedAreas(text: string, areas: readonly Area[]): string[] {
  const named = areas
    .filter((area) => [area.name, ...area.aliases].some((name) => text.includes(name)))
    .map(({ code }) => code);
  const surrounding = new Set(named.flatMap((code) => around(code, areas).slice(1)));
  return named.filter((code) => !surrounding.has(code));
}

/** The nearest area that lies around each of these; null when only the whole city does. */
export function commonArea(codes: readonly string[], areas: readonly Area[]): string | null {
  const [first, ...others] = codes.map((code) => around(code, areas));
  return (first ?? []).find((code) => others.every((chain) => chain.includes(code))) ?? null;
}
