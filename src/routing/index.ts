export { routeCase, type RoutingDecision, type RoutingInput, type RoutingReason } from './route-case';
