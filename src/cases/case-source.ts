import { isOfUnit, type Principal } from '../identity/principal';
import type { Parameters } from './statement';

/** Where in a list, newest first, one stands: the case that came before. */
export interface Place {
  /** Instant of receipt as PostgreSQL writes it, so that no microsecond is lost. */
  at: string;
  id: string;
}

/** What a list of cases is narrowed by, but for the text. */
export interface CaseNarrowing {
  stage?: string;
  caseType?: string;
  category?: string;
  unit?: string;
  /** Only what is older than this. */
  after?: Place;
}

const OF_CASE = { stage: 'c.stage', caseType: 'c.case_type', category: 'c.category' };
/** What an assignment knows of its case. */
const OF_ASSIGNMENT: typeof OF_CASE = { stage: 'a.case_stage', caseType: 'a.case_type', category: 'a.case_category' };

/**
 * The newest cases that a principal may see, as one SELECT of `id` and `received_at`, at most `limit` of them. Each of its
 * parts is read from an index in the order of the list and stops at the limit, whatever the number of cases: the body's own,
 * a unit's by its assignments, those that a unit negotiates about.
 */
export function newestCases(
  principal: Principal,
  narrowing: CaseNarrowing,
  limit: number,
  { bind }: Parameters,
): string {
  const most = bind(limit);
  const narrowed = (columns = OF_CASE): string[] => narrowingOf(narrowing, bind, columns);
  const after = narrowing.after && [bind(narrowing.after.at), bind(narrowing.after.id)];
  const older = (at: string, id: string): string[] =>
    after ? [`(${at}, ${id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : [];

  const ownOf = (body: string): string =>
    `SELECT c.id, c.received_at FROM hotline_case c
      WHERE ${all([`c.body = ${bind(body)}`, ...older('c.received_at', 'c.id'), ...narrowed()])}
      ORDER BY c.received_at DESC, c.id DESC LIMIT ${most}`;
  const assignedTo = (unit: string, more: string[] = []): string => {
    return `SELECT DISTINCT ON (a.case_received_at, a.case_id) a.case_id AS id, a.case_received_at AS received_at
       FROM assignment a ${more.length > 0 ? 'JOIN hotline_case c ON c.id = a.case_id' : ''}
      WHERE ${all([`a.unit = ${bind(unit)}`, ...older('a.case_received_at', 'a.case_id'), ...narrowed(OF_ASSIGNMENT), ...more])}
      ORDER BY a.case_received_at DESC, a.case_id DESC LIMIT ${most}`;
  };
  const negotiatedBy = (unit: string): string =>
    `SELECT c.id, c.received_at FROM negotiation n JOIN hotline_case c ON c.id = n.case_id
      WHERE ${all(['n.decided_at IS NULL', `n.units @> ARRAY[${bind(unit)}]`, ...older('c.received_at', 'c.id'), ...narrowed()])}
      ORDER BY c.received_at DESC, c.id DESC LIMIT ${most}`;

  const parts = isOfUnit(principal)
    ? [assignedTo(principal.unit!), negotiatedBy(principal.unit!)]
    : narrowing.unit
      ? [assignedTo(narrowing.unit, [ofBody(principal, bind)])]
      : [ownOf(principal.body), ...(principal.bodyUnit ? [assignedTo(principal.bodyUnit)] : [])];
  if (parts.length === 1) return parts[0]!;
  const union = parts.map((part) => `(${part})`).join(' UNION ');
  return `SELECT id, received_at FROM (${union}) listed ORDER BY received_at DESC, id DESC LIMIT ${most}`;
}

/** Conditions on a case `c` alone: what the principal may see of it, and the narrowing. For candidates found otherwise. */
export function conditionsOn(principal: Principal, narrowing: CaseNarrowing, { bind }: Parameters): string[] {
  const unit = isOfUnit(principal) ? principal.unit! : narrowing.unit;
  const visible = isOfUnit(principal)
    ? `(${hasPart(bind(unit))} OR EXISTS (SELECT 1 FROM negotiation n
        WHERE n.case_id = c.id AND n.decided_at IS NULL AND n.units @> ARRAY[${bind(unit)}] OFFSET 0))`
    : ofBody(principal, bind);
  return [
    visible,
    ...(!isOfUnit(principal) && unit ? [hasPart(bind(unit))] : []),
    ...narrowingOf(narrowing, bind, OF_CASE),
    ...(narrowing.after
      ? [`(c.received_at, c.id) < (${bind(narrowing.after.at)}::timestamptz, ${bind(narrowing.after.id)}::uuid)`]
      : []),
  ];
}

/** The case is the body's own, or was handed down to it through the unit that it is for the body above. */
function ofBody({ body, bodyUnit }: Principal, bind: Parameters['bind']): string {
  const own = `c.body = ${bind(body)}`;
  return bodyUnit ? `(${own} OR ${hasPart(bind(bodyUnit))})` : own;
}

/** OFFSET 0: asked case by case, instead of for all cases of the unit at once and those compared. */
const hasPart = (unit: string): string =>
  `EXISTS (SELECT 1 FROM assignment p WHERE p.case_id = c.id AND p.unit = ${unit} OFFSET 0)`;

function narrowingOf(narrowing: CaseNarrowing, bind: Parameters['bind'], columns: typeof OF_CASE): string[] {
  return (['stage', 'caseType', 'category'] as const).flatMap((name) =>
    narrowing[name] ? [`${columns[name]} = ${bind(narrowing[name])}`] : [],
  );
}

/** All of some conditions. */
export const all = (conditions: readonly string[]): string => conditions.join(' AND ');
