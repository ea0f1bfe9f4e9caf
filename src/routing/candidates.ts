import type { Unit } from '../config/schema';
import { around, namedAreas } from './areas';
import type { RoutingInput } from './routing-input';
import type { RoutingReason, RulesInForce } from './rules';

/** Notes that a rule spoke, and hands its units on. */
export type Say = (rule: RoutingReason['rule'], units: readonly Unit[], params?: Record<string, unknown>) => Unit[];

/** Who may be chosen, and the units that fell out on the way, whose superiors step in when nobody is left. */
export interface Candidates {
  units: Unit[];
  dropped: Unit[];
  /** A binding rule chose: the area does not matter any more. */
  bound: boolean;
}

/** The area that a case is of: its own, else the body's. */
export function homeOf(input: RoutingInput): string | null {
  return input.area ?? input.profile.routing.homeArea ?? null;
}

/** The units that the rules leave, in the phases candidates, drop and binding. */
export function candidatesOf(input: RoutingInput, rules: RulesInForce, say: Say): Candidates {
  const named = namedCandidates(input, rules, say);
  const places = placesOf(input, rules);
  const here = rules.has('elsewhere') ? named.filter((unit) => serves(unit, places, input)) : named;
  const { units: present, dropped } = withoutDropped(here, input, rules, say);
  const designated = designatedOf(input, rules, say);
  if (designated.length > 0) return { units: designated, dropped, bound: true };
  const meant = byWords(present, input, rules, say);
  const vertical = verticalOf(meant, input, rules, say);
  if (vertical.length > 0) return { units: vertical, dropped, bound: true };
  return { units: meant, dropped, bound: false };
}

/** Is the unit of the body's tiers and, for the body of one area, not of another area? Those are reached through the city. */
export function isInReach(unit: Unit, input: RoutingInput): boolean {
  const { tiers, homeArea } = input.profile.routing;
  if (!tiers.includes(unit.tier)) return false;
  return !homeArea || unit.areas.length === 0 || unit.areas.some((one) => around(one, input.areas).includes(homeArea));
}

/** 归口管理: units of the category's domain, the area's sub-platform, and whom a valid return suggested. */
function namedCandidates(input: RoutingInput, rules: RulesInForce, say: Say): Unit[] {
  const inReach = input.units.filter((unit) => isInReach(unit, input));
  const found: Unit[] = [];
  if (rules.has('by-domain')) {
    const ofDomain = inReach.filter((unit) => !unit.subPlatform && unit.domains.includes(input.category));
    found.push(...say('by-domain', ofDomain, { category: input.category }));
  }
  if (rules.has('sub-platform')) {
    const platforms = inReach.filter((unit) => unit.subPlatform && unit.areas.length > 0 && servesHere(unit, input));
    if (platforms.length > 0) found.push(...say('sub-platform', platforms));
  }
  const suggested = inReach.filter((unit) => input.suggested.includes(unit.code));
  if (rules.has('suggested') && suggested.length > 0) found.push(...say('suggested', suggested));
  return [...new Set(found)];
}

function withoutDropped(
  named: Unit[],
  input: RoutingInput,
  rules: RulesInForce,
  say: Say,
): { units: Unit[]; dropped: Unit[] } {
  const dropped: Unit[] = [];
  let units = named;
  const drop = (rule: 'returned' | 'absent', gone: (unit: Unit) => boolean): Unit[] => {
    const out = units.filter(gone);
    if (!rules.has(rule) || out.length === 0) return [];
    say(rule, out);
    dropped.push(...out);
    units = units.filter((unit) => !gone(unit));
    return out;
  };
  drop('returned', (unit) => input.exclude.includes(unit.code));
  for (const unit of drop('absent', (unit) => isAbsent(unit, input.today))) {
    const deputy = deputyOf(unit, input);
    if (!deputy) continue;
    // The deputy stands where the absent unit stood: with its areas, words and tier.
    const { code, name, capacity } = deputy;
    const standIn = { ...unit, code, name, capacity, absences: [] };
    units = [...units.filter((one) => one.code !== code), ...say('deputy', [standIn], { of: unit.code })];
  }
  return { units, dropped };
}

/** Is the unit away on a local day (yyyy-MM-dd)? */
export function isAbsent(unit: Unit, today: string): boolean {
  return unit.absences.some(({ from, to }) => from <= today && today <= to);
}

/** Who stands in for an absent unit: present itself, and nobody who handed the case back. */
function deputyOf(unit: Unit, input: RoutingInput): Unit | undefined {
  const away = unit.absences.find(({ from, to }) => from <= input.today && input.today <= to);
  const deputy = input.units.find(({ code }) => code === away?.deputy);
  return deputy && !input.exclude.includes(deputy.code) && !isAbsent(deputy, input.today) ? deputy : undefined;
}

/** A row that names a unit outright; the unit need not have the domain. */
function designatedOf(input: RoutingInput, rules: RulesInForce, say: Say): Unit[] {
  const codes = rules.all('designated').map(({ value }) => value);
  const units = input.units.filter(
    (unit) => codes.includes(unit.code) && !input.exclude.includes(unit.code) && !isAbsent(unit, input.today),
  );
  if (units.length === 0) return [];
  return say('designated', units);
}

/**
 * A unit whose own words are in the text goes before others; without such words, units that need them stand back. Whom a
 * valid return suggested stays in either way: people looked at the matter.
 */
function byWords(candidates: Unit[], input: RoutingInput, rules: RulesInForce, say: Say): Unit[] {
  if (!rules.has('words')) return candidates;
  const wordsOf = (unit: Unit): string[] => unit.keywords.filter((word) => input.text.includes(word));
  const suggested = (unit: Unit): boolean => rules.has('suggested') && input.suggested.includes(unit.code);
  const spoken = candidates.filter((unit) => wordsOf(unit).length > 0);
  if (spoken.length === 0) {
    return candidates.filter((unit) => unit.keywords.length === 0 || suggested(unit));
  }
  // A unit whose longer or further words are named is meant more surely than one that shares a word with it.
  const weight = (unit: Unit): number => wordsOf(unit).reduce((sum, word) => sum + word.length, 0);
  const most = Math.max(...spoken.map(weight));
  const meant = spoken.filter((unit) => weight(unit) * 2 > most);
  say('words', meant, { words: [...new Set(meant.flatMap(wordsOf))] });
  return candidates.filter((unit) => meant.includes(unit) || suggested(unit));
}

/** 垂直管理 (D6 第三条): where every candidate is a vertically managed body's, the tier that takes such matters has them. */
function verticalOf(candidates: Unit[], input: RoutingInput, rules: RulesInForce, say: Say): Unit[] {
  if (!rules.has('vertical')) return [];
  const own = candidates.filter((unit) => !unit.subPlatform);
  if (own.length === 0 || !own.every((unit) => unit.vertical)) return [];
  const tier = rules.get('vertical')!.value ?? input.profile.routing.verticalTier;
  const here = own.filter((unit) => unit.tier === tier && servesHere(unit, input));
  const ofTier = here.length > 0 ? here : own.filter((unit) => unit.tier === tier && unit.areas.length === 0);
  return ofTier.length > 0 ? say('vertical', ofTier, { tier }) : [];
}

/** The areas that a case is about: those that its text names when it is of several, else the one that it is of. */
export function placesOf(input: RoutingInput, rules: RulesInForce): (string | null)[] {
  const named = rules.has('cross-area') ? namedAreas(input.text, input.areas) : [];
  return named.length > 1 ? named : [homeOf(input)];
}

/** Does the unit serve the case's area: everywhere, that area, or one around it? */
export function servesHere(unit: Unit, input: RoutingInput): boolean {
  return serves(unit, [homeOf(input)], input);
}

function serves(unit: Unit, places: readonly (string | null)[], input: RoutingInput): boolean {
  if (unit.areas.length === 0) return true;
  return places.some((place) => around(place, input.areas).some((area) => unit.areas.includes(area)));
}
