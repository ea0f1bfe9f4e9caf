import type { HotlineConfig } from '../config/hotline-config';
import type { Case } from '../cases/case.entity';
import type { RequestRules } from '../time-limits';
import type { Assignment } from './assignment.entity';
import { partOf } from './case-part';

/** What holds of requests about an assignment: what was kept with its order, else (one of before) what its profile says now. */
export function requestRulesOf(found: Case, assignment: Assignment, config: HotlineConfig): RequestRules {
  const kept = (assignment.limits ?? {}) as Partial<RequestRules>;
  const part = partOf(found, assignment, config);
  const { returns, extensions } = config.profileOf(part.body, part.profile);
  return { returns: kept.returns ?? returns, extensions: kept.extensions ?? extensions };
}
