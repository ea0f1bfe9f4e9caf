export * from './model';
export { readBpmn, translateBpmn } from './translate';
export { HEADER_PREFIX, OUTPUTS_PROPERTY, RETRIES_PROPERTY } from './tasks/job';
