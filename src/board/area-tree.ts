import type { Area } from '../config/schema';

/** How it stands in an area, those below it included. */
export interface BoardArea {
  area: string | null;
  name: string;
  /** The area that it is part of. */
  parent: string | null;
  open: number;
  overdue: number;
  hot: number;
}

/** What is counted in one area alone. */
export type AreaCount = Omit<BoardArea, 'name' | 'parent'>;

/** An area's code with those of all areas below it. */
export function withBelow(code: string, areas: readonly Area[]): string[] {
  const below = areas.filter(({ parent }) => parent === code);
  return [code, ...below.flatMap((area) => withBelow(area.code, areas))];
}

/** Every area in which something is open, with the sums of those below it; the ones with most overdue first. */
export function summedUp(counts: readonly AreaCount[], areas: readonly Area[]): BoardArea[] {
  const known = areas.map(({ code, name, parent }) => {
    const codes = withBelow(code, areas);
    const parts = counts.filter(({ area }) => area !== null && codes.includes(area));
    return { area: code, name, parent: parent ?? null, ...sumOf(parts) };
  });
  const others = counts
    .filter(({ area }) => !areas.some(({ code }) => code === area))
    .map((count) => ({ ...count, name: count.area ?? '', parent: null }));
  return [...known, ...others]
    .filter(({ open }) => open > 0)
    .sort((one, other) => other.overdue - one.overdue || other.open - one.open);
}

function sumOf(parts: readonly AreaCount[]): Pick<BoardArea, 'open' | 'overdue' | 'hot'> {
  const sum = (name: 'open' | 'overdue' | 'hot') => parts.reduce((total, part) => total + part[name], 0);
  return { open: sum('open'), overdue: sum('overdue'), hot: sum('hot') };
}
