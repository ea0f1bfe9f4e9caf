export { type Routable, RoutingService, rulesFor, type Spoken } from './routing.service';
export type { RoutingDecision } from './route-case';
export type { RoutingReason } from './rules';
export { explained, type ExplainedReason } from './explained';
export { routableOf } from './routable-of';
