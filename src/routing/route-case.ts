import type { Area, Profile, Unit } from '../config/schema';

/** A rule that spoke while a unit was looked for; the words are the i18n files' `routing.<rule>`. */
export interface RoutingReason {
  rule:
    | 'chosen'
    | 'by-domain'
    | 'left-out'
    | 'words'
    | 'vertical'
    | 'local-first'
    | 'parent-area'
    | 'tier'
    | 'fallback'
    | 'nobody';
  units: string[];
  params?: Record<string, unknown>;
}

/** Who is to handle a case; nobody when the rules leave it to a person. */
export interface RoutingDecision {
  assignments: { unit: string; role: 'lead' | 'co' }[];
  because: RoutingReason[];
}

/** What a routing is decided on. */
export interface RoutingInput {
  category: string;
  area: string | null;
  /** Title and content, in which the words of a unit are looked for. */
  text: string;
  /** Units that handed the case back. */
  exclude: readonly string[];
  /** Units that a person chose, the lead first; they go before every rule. */
  chosenUnits: readonly string[];
  units: readonly Unit[];
  areas: readonly Area[];
  profile: Pick<Profile, 'routing'>;
}

/**
 * Finds the handling unit by 分级负责、归口管理、属地优先 (D1 一(一)2; D6 第三条). Units of the category's domain are candidates; words in
 * the text that are one unit's narrow them; what is a vertically managed body's goes to the tier that takes such matters;
 * everything else goes to the nearest area, then up its parents, tier by tier. Nobody left: the profile's fallback.
 */
export function routeCase(input: RoutingInput): RoutingDecision {
  const because: RoutingReason[] = [];
  if (input.chosenUnits.length > 0) {
    because.push({ rule: 'chosen', units: [...input.chosenUnits] });
    return {
      assignments: input.chosenUnits.map((unit, index) => ({ unit, role: index === 0 ? 'lead' : 'co' })),
      because,
    };
  }
  const lead = leadOf(input, because);
  return { assignments: lead ? [{ unit: lead, role: 'lead' }] : [], because };
}

function leadOf(input: RoutingInput, because: RoutingReason[]): string | undefined {
  const { routing } = input.profile;
  const say = (rule: RoutingReason['rule'], units: Unit[], params?: Record<string, unknown>): Unit[] => {
    because.push({ rule, units: units.map(({ code }) => code), ...(params ? { params } : {}) });
    return units;
  };
  const ofDomain = input.units.filter(
    (unit) => unit.domains.includes(input.category) && routing.tiers.includes(unit.tier),
  );
  say('by-domain', ofDomain, { category: input.category });
  let candidates = ofDomain.filter((unit) => !input.exclude.includes(unit.code));
  if (candidates.length < ofDomain.length) say('left-out', candidates, { units: [...input.exclude] });
  candidates = byWords(candidates, input.text, say);
  const vertical = candidates.filter((unit) => unit.vertical && unit.tier === routing.verticalTier);
  if (vertical.length > 0 && candidates.every((unit) => unit.vertical)) {
    return say('vertical', vertical, { tier: routing.verticalTier })[0]!.code;
  }
  const local = byArea(candidates, input, say);
  for (const tier of routing.tiers) {
    const ofTier = local.filter((unit) => unit.tier === tier);
    if (ofTier.length > 0) return say('tier', ofTier, { tier })[0]!.code;
  }
  const fallback = routing.fallback;
  if (fallback && !input.exclude.includes(fallback)) {
    because.push({ rule: 'fallback', units: [fallback] });
    return fallback;
  }
  because.push({ rule: 'nobody', units: [] });
  return undefined;
}

type Say = (rule: RoutingReason['rule'], units: Unit[], params?: Record<string, unknown>) => Unit[];

/** A unit whose own words are in the text goes before others; without such words, units that need them stand back. */
function byWords(candidates: Unit[], text: string, say: Say): Unit[] {
  const spoken = candidates.filter((unit) => unit.keywords.some((word) => text.includes(word)));
  if (spoken.length > 0) {
    const words = spoken.flatMap((unit) => unit.keywords.filter((word) => text.includes(word)));
    return say('words', spoken, { words });
  }
  const general = candidates.filter((unit) => unit.keywords.length === 0);
  return general.length > 0 ? general : candidates;
}

/** The candidates of the case's area, else of the nearest area around it that has any, else those that serve everywhere. */
function byArea(candidates: Unit[], input: RoutingInput, say: Say): Unit[] {
  const everywhere = candidates.filter((unit) => unit.areas.length === 0);
  const home = input.area ?? input.profile.routing.homeArea ?? null;
  for (let area = home; area; area = parentOf(area, input.areas)) {
    const there = candidates.filter((unit) => unit.areas.includes(area));
    if (there.length > 0) return say(area === home ? 'local-first' : 'parent-area', there, { area });
  }
  return everywhere;
}

function parentOf(area: string, areas: readonly Area[]): string | null {
  return areas.find(({ code }) => code === area)?.parent ?? null;
}
