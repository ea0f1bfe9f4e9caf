import type { DefinitionFacts } from '../definitions/facts';

/** Camunda 8's element types, as a filter may name them. */
export const ELEMENT_TYPE_NAMES: readonly string[] = [
  'UNSPECIFIED',
  'PROCESS',
  'SUB_PROCESS',
  'EVENT_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS_INNER_INSTANCE',
  'START_EVENT',
  'INTERMEDIATE_CATCH_EVENT',
  'INTERMEDIATE_THROW_EVENT',
  'BOUNDARY_EVENT',
  'END_EVENT',
  'SERVICE_TASK',
  'RECEIVE_TASK',
  'USER_TASK',
  'MANUAL_TASK',
  'TASK',
  'EXCLUSIVE_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
  'EVENT_BASED_GATEWAY',
  'SEQUENCE_FLOW',
  'MULTI_INSTANCE_BODY',
  'CALL_ACTIVITY',
  'BUSINESS_RULE_TASK',
  'SCRIPT_TASK',
  'SEND_TASK',
  'UNKNOWN',
];

/** What the engine calls an activity, by Camunda's type. Where the translation changes an element's kind, the diagram decides. */
const BY_ENGINE_TYPE: readonly (readonly [string, string])[] = [
  ['multiInstanceBody', 'MULTI_INSTANCE_BODY'],
  ['boundary|BoundaryCatch', 'BOUNDARY_EVENT'],
  ['[sS]tart.*Event$', 'START_EVENT'],
  ['EndEvent$', 'END_EVENT'],
  ['^intermediate(Timer|Conditional|.*Catch)', 'INTERMEDIATE_CATCH_EVENT'],
  ['^intermediate', 'INTERMEDIATE_THROW_EVENT'],
  ['^task$', 'TASK'],
  ['^manualTask$', 'MANUAL_TASK'],
  ['^serviceTask$', 'SERVICE_TASK'],
  ['^sendTask$', 'SEND_TASK'],
  ['^receiveTask$', 'RECEIVE_TASK'],
  ['^scriptTask$', 'SCRIPT_TASK'],
  ['^businessRuleTask$', 'BUSINESS_RULE_TASK'],
  ['^userTask$', 'USER_TASK'],
  ['^callActivity$', 'CALL_ACTIVITY'],
  ['^(subProcess|transaction)$', 'SUB_PROCESS'],
  ['^exclusiveGateway$', 'EXCLUSIVE_GATEWAY'],
  ['^inclusiveGateway$', 'INCLUSIVE_GATEWAY'],
  ['^parallelGateway$', 'PARALLEL_GATEWAY'],
  ['^eventBasedGateway$', 'EVENT_BASED_GATEWAY'],
];

/** Camunda's type of an activity, of the engine's type alone. */
export const engineElementType = (engineType: string): string =>
  BY_ENGINE_TYPE.find(([pattern]) => new RegExp(pattern).test(engineType))?.[1] ?? 'UNKNOWN';

/** The same in SQL; `{types}` holds, by definition and element, where the diagram says otherwise. */
export const elementTypeSql = (definition: string, element: string, type: string) =>
  `COALESCE({types}::jsonb #>> ARRAY[${definition}, ${element}],
    CASE ${BY_ENGINE_TYPE.map(([pattern, name]) => `WHEN ${type} ~ '${pattern}' THEN '${name}'`).join(' ')} ELSE 'UNKNOWN' END)`;

/**
 * Types that the translation or the engine names otherwise: script tasks run as service tasks, as user tasks with a job type do,
 * event sub-processes as sub-processes.
 */
const EXCEPTIONAL = new Set([
  'SCRIPT_TASK',
  'SEND_TASK',
  'BUSINESS_RULE_TASK',
  'USER_TASK',
  'EVENT_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS',
]);

/** The value of `{types}`: by definition and element, the types that the engine's may not tell. */
export function exceptionalTypes(facts: ReadonlyMap<string, DefinitionFacts>): string {
  const types = [...facts].map(([key, { elementTypes }]) => [
    key,
    Object.fromEntries(Object.entries(elementTypes).filter(([, type]) => EXCEPTIONAL.has(type))),
  ]);
  return JSON.stringify(Object.fromEntries(types));
}
