export * from './model';
export { readBpmn, translateBpmn } from './translate';
export { HEADER_PREFIX, RETRIES_PROPERTY } from './tasks/job';
export { DIALECT_NAMESPACE } from './operaton-element';
export { checkDmn } from './decisions/decision-table';
