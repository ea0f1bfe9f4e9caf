import type { Unit } from '../config/schema';
import { candidatesOf, isAbsent, type Say, servesHere } from './candidates';
import { crossAreaOf } from './cross-area';
import { rank, type Ranked } from './points';
import type { RoutingInput } from './routing-input';
import { type RoutingReason, RulesInForce } from './rules';

/** Who is to handle a case. `negotiate`: the units in question and the hotline agree first; `nobody`: a person chooses. */
export interface RoutingDecision {
  outcome: 'routed' | 'negotiate' | 'nobody';
  assignments: { unit: string; role: 'lead' | 'co' }[];
  /** For a negotiation: the units that take part, the likeliest first. */
  negotiators: string[];
  /** 首接负责: who stays answerable until the case is properly handed on. */
  answerable: string | null;
  /** Who could be chosen, the best first, each with what spoke for and against it. */
  candidates: Ranked[];
  /** Every rule that spoke, in the order in which it did. */
  because: RoutingReason[];
}

/**
 * Finds the handling unit by 分级负责、归口管理、属地优先 (D1 一(一)2; D6 第三条): the rules in force say who is a candidate, who
 * is dropped and who alone may be chosen; the others are ranked by points. Returned too often, or two that nothing tells
 * apart: the units negotiate (D5 一(二) 职责界定). Nobody left: the superior of who fell out, then the body's fallback.
 */
export function routeCase(input: RoutingInput): RoutingDecision {
  const rules = new RulesInForce(input.rules);
  const because: RoutingReason[] = [];
  const say: Say = (rule, units, params) => {
    because.push({ rule, units: units.map(({ code }) => code), ...(params ? { params } : {}) });
    return [...units];
  };
  const made = (decision: Partial<RoutingDecision> & Pick<RoutingDecision, 'outcome'>): RoutingDecision => ({
    assignments: [],
    negotiators: [],
    answerable: input.exclude[0] ?? null,
    candidates: [],
    because,
    ...decision,
  });
  if (input.chosenUnits.length > 0) {
    because.push({ rule: 'chosen', units: [...input.chosenUnits] });
    return made({ outcome: 'routed', assignments: rolesOf(input.chosenUnits) });
  }
  const again = firstReceiversOf(input, rules);
  if (again.length > 0) {
    because.push({ rule: 'first-receiver', units: again });
    return made({ outcome: 'routed', assignments: rolesOf(again) });
  }
  const { units, dropped, bound } = candidatesOf(input, rules, say);
  const candidates = rank(
    units.filter((unit) => bound || !rules.has('elsewhere') || servesHere(unit, input)),
    input,
    rules,
  );
  const often = rules.get('returned-often');
  if (often && input.exclude.length >= (often.limit ?? Infinity)) {
    const negotiators = invited([...input.exclude, ...candidates.map(({ unit }) => unit)], rules);
    because.push({ rule: 'returned-often', units: negotiators, params: { times: input.exclude.length } });
    return made({ outcome: 'negotiate', negotiators, candidates });
  }
  const across = bound ? null : crossAreaOf(units, input, rules);
  if (across) {
    const chosen = [across.lead, ...across.co];
    because.push({ rule: 'cross-area', units: chosen, params: { areas: across.areas } });
    return made({ outcome: 'routed', assignments: rolesOf(chosen), candidates });
  }
  const [top, ...others] = candidates;
  if (!top) return made(withoutCandidates(input, rules, dropped, because));
  const margin = rules.get('unclear')?.points ?? 0;
  const close = others.filter(({ points }) => top.points - points < margin).map(({ unit }) => unit);
  if (close.length > 0) {
    const negotiators = invited([top.unit, ...close], rules);
    because.push({ rule: 'unclear', units: negotiators, params: { margin } });
    return made({ outcome: 'negotiate', negotiators, candidates });
  }
  because.push(...top.reasons);
  return made({ outcome: 'routed', assignments: rolesOf([top.unit]), candidates });
}

/** 首接负责 (D6 第三条): who handled the case in the round before handles it again, until one of them hands it on. */
function firstReceiversOf(input: RoutingInput, rules: RulesInForce): string[] {
  if (!rules.has('first-receiver') || input.exclude.length > 0) return [];
  return input.firstReceivers.filter((code) =>
    input.units.some((unit) => unit.code === code && !isAbsent(unit, input.today)),
  );
}

/** No candidate is left: the superior of who fell out, the body's fallback, or a person. */
function withoutCandidates(
  input: RoutingInput,
  rules: RulesInForce,
  dropped: readonly Unit[],
  because: RoutingReason[],
): Partial<RoutingDecision> & Pick<RoutingDecision, 'outcome'> {
  const usable = (code: string | undefined): code is string => {
    const unit = input.units.find((one) => one.code === code);
    if (!unit || !input.profile.routing.tiers.includes(unit.tier)) return false;
    return !input.exclude.includes(unit.code) && !isAbsent(unit, input.today);
  };
  const superior = rules.has('parent')
    ? dropped.filter(({ parent }) => usable(parent)).map((unit) => ({ unit: unit.parent!, of: unit.code }))[0]
    : undefined;
  if (superior) {
    because.push({ rule: 'parent', units: [superior.unit], params: { of: superior.of } });
    return { outcome: 'routed', assignments: rolesOf([superior.unit]) };
  }
  const { fallback } = input.profile.routing;
  if (rules.has('fallback') && usable(fallback)) {
    because.push({ rule: 'fallback', units: [fallback] });
    return { outcome: 'routed', assignments: rolesOf([fallback]) };
  }
  because.push({ rule: 'nobody', units: [] });
  return { outcome: 'nobody' };
}

function invited(units: readonly string[], rules: RulesInForce): string[] {
  return [...new Set(units)].slice(0, rules.get('unclear')?.limit ?? undefined);
}

function rolesOf(units: readonly string[]): RoutingDecision['assignments'] {
  return units.map((unit, index) => ({ unit, role: index === 0 ? 'lead' : 'co' }));
}
