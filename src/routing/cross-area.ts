import type { Unit } from '../config/schema';
import { around, commonArea } from './areas';
import { placesOf } from './candidates';
import { rank } from './points';
import type { RoutingInput } from './routing-input';
import type { RulesInForce } from './rules';

/** A matter of several areas: who leads from above, and who joins in from each area. */
export interface CrossArea {
  areas: string[];
  lead: string;
  co: string[];
}

/**
 * 跨区域 (D1 一(一)2; joint handling D9 第二步): the text names several areas, neither around the other. A unit of the
 * nearest area around them all leads, else one that serves everywhere; of each area its nearest unit joins in.
 */
export function crossAreaOf(candidates: readonly Unit[], input: RoutingInput, rules: RulesInForce): CrossArea | null {
  const areas = placesOf(input, rules).filter((place) => place !== null);
  if (areas.length < 2) return null;
  const common = around(commonArea(areas, input.areas), input.areas);
  const above =
    common.map((area) => candidates.filter((unit) => unit.areas.includes(area))).find(({ length }) => length > 0) ??
    candidates.filter((unit) => unit.areas.length === 0 && !unit.subPlatform);
  const [lead] = rank(above, { ...input, area: common[0] ?? null }, rules);
  if (!lead) return null;
  const co = areas.flatMap((area) => {
    const below = around(area, input.areas).filter((one) => !common.includes(one));
    const here = candidates.filter((unit) => unit.areas.some((one) => below.includes(one)));
    return rank(here, { ...input, area }, rules)[0]?.unit ?? [];
  });
  const others = [...new Set(co)].filter((unit) => unit !== lead.unit);
  return others.length > 0 ? { areas, lead: lead.unit, co: others } : null;
}
