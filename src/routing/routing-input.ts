import type { Area, Profile, Unit } from '../config/schema';
import type { Evidence } from './prior';
import type { RoutingRule } from './rules';

/** What a routing is decided on. */
export interface RoutingInput {
  category: string;
  area: string | null;
  /** Title and content, in which the words of a unit and the names of areas are looked for. */
  text: string;
  /** Units that handed the case back in this round, the first one first. */
  exclude: readonly string[];
  /** Units that valid returns of this round suggested. */
  suggested: readonly string[];
  /** Units that a person chose, the lead first; they go before every rule. */
  chosenUnits: readonly string[];
  /** Units that handled the case in the round before, the lead first. */
  firstReceivers: readonly string[];
  /** Open assignments of each unit. */
  openAssignments: Readonly<Record<string, number>>;
  /** What corrections and returns have taught for matters of this kind. */
  evidence: readonly Evidence[];
  /** Local day (yyyy-MM-dd), for absences. */
  today: string;
  units: readonly Unit[];
  areas: readonly Area[];
  profile: Pick<Profile, 'routing'>;
  /** The rows of bpmn/routing.dmn that fit the case. */
  rules: readonly RoutingRule[];
}
