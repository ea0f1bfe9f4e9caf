import { z } from 'zod';

/**
 * The rules that bpmn/routing.dmn may name, in the phases in which they are applied: who is a candidate, who is dropped,
 * who alone may be chosen (binding), who gets how many points, what makes the matter unclear, and what is left when
 * nobody is. A binding rule goes before all points, so that no weight and nothing learned ever beats it.
 */
export const ROUTING_RULES = {
  candidates: ['by-domain', 'sub-platform', 'suggested'],
  drop: ['returned', 'absent', 'elsewhere'],
  binding: ['first-receiver', 'designated', 'words', 'vertical'],
  points: ['local-first', 'everywhere', 'tier', 'overloaded', 'prior'],
  several: ['cross-area'],
  unclear: ['returned-often', 'unclear'],
  nobody: ['parent', 'fallback'],
} as const;

export type RuleName = (typeof ROUTING_RULES)[keyof typeof ROUTING_RULES][number];

const NAMES = Object.values(ROUTING_RULES).flat() as [RuleName, ...RuleName[]];

/** A row of bpmn/routing.dmn that fits a case: the rule, its points, its limit and whom it names. */
export const routingRuleSchema = z.object({
  rule: z.enum(NAMES),
  points: z.number().nullish(),
  limit: z.number().nullish(),
  value: z.string().nullish(),
});
export type RoutingRule = z.infer<typeof routingRuleSchema>;

/** The facts that the columns of bpmn/routing.dmn ask for. */
export interface RoutingFacts {
  profile: string;
  category: string;
  caseType: string | null;
  urgency: string | null;
  responseLevel: string | null;
}

/**
 * A rule that spoke: for which units, and its parameters. The words are the i18n files' `routing.<rule>`; besides the
 * table's rules, `chosen` (a person did), `parent-area` (the nearest area around), `deputy` and `nobody` speak.
 */
export interface RoutingReason {
  rule: RuleName | 'chosen' | 'determined' | 'parent-area' | 'deputy' | 'nobody';
  units: string[];
  params?: Record<string, unknown>;
}

/** The rules in force for a case, by name; a rule that no row gives does not speak. */
export class RulesInForce {
  private readonly byName = new Map<RuleName, RoutingRule[]>();

  constructor(rows: readonly RoutingRule[]) {
    for (const row of rows) this.byName.set(row.rule, [...(this.byName.get(row.rule) ?? []), row]);
  }

  /** The first row of a rule. */
  get(name: RuleName): RoutingRule | undefined {
    return this.byName.get(name)?.[0];
  }

  /** Every row of a rule: `designated` may name several units. */
  all(name: RuleName): readonly RoutingRule[] {
    return this.byName.get(name) ?? [];
  }

  has(name: RuleName): boolean {
    return this.byName.has(name);
  }
}

/** Reads what the decision answered; a row that is none of these rules is a fault that names it. */
export function routingRulesOf(rows: readonly unknown[]): RoutingRule[] {
  return rows.map((row) => {
    const parsed = routingRuleSchema.safeParse(row);
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`bpmn/routing.dmn: row ${JSON.stringify(row)}: ${issues.join('; ')}`);
  });
}
