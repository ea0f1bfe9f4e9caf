import { extension, type BpmnElement } from '../bpmn';
import type { Construct } from '../construct';
import { feelName, feelValue, isExpression, valueOf } from '../juel';
import type { OperatonElement } from '../operaton-element';

/** Prefix of the extension properties that carry task headers; fetchAndLock returns them with the task. */
export const HEADER_PREFIX = 'header:';
/** Property with the retries of a new job, as translations wrote it before the engine set the retries itself. */
export const RETRIES_PROPERTY = 'zeebe:retries';
/** Camunda's default number of retries. */
const DEFAULT_RETRIES = '3';

/** The headers of a job, as properties that fetching it returns. */
export function taskHeaders(element: BpmnElement, target: OperatonElement): void {
  for (const header of extension(element, 'zeebe:TaskHeaders')?.values ?? []) {
    if (header.key) {
      target.property(`${HEADER_PREFIX}${header.key}`, String(header.value ?? ''));
    }
  }
}

/** zeebe:taskDefinition on a task or a throwing message event: an external task whose topic is the job type. */
export const job: Construct = {
  types: [
    'bpmn:ServiceTask',
    'bpmn:SendTask',
    'bpmn:ScriptTask',
    'bpmn:BusinessRuleTask',
    'bpmn:IntermediateThrowEvent',
    'bpmn:EndEvent',
  ],
  translate(element, translation) {
    const definition = extension(element, 'zeebe:TaskDefinition');
    if (!definition) {
      return;
    }
    if (!definition.type) {
      translation.refuse(element, 'zeebe:taskDefinition', "Attribute 'type' must be present and not empty");
      return;
    }
    const retries = String(definition.retries ?? DEFAULT_RETRIES);
    if (!isExpression(retries) && !/^\d+$/.test(retries)) {
      translation.refuse(element, 'zeebe:taskDefinition', `Expected retries to be a number but found '${retries}'`);
      return;
    }
    const target = translation.operaton(element);
    const message = (element.eventDefinitions ?? []).find(
      (candidate: { $type: string }) => candidate.$type === 'bpmn:MessageEventDefinition',
    );
    const holder = message ?? element;
    holder.$attrs['operaton:type'] = 'external';
    holder.$attrs['operaton:topic'] = valueOf(String(definition.type));
    target.check(definition.type).value('jobType', feelName(String(definition.type)));
    if (retries !== DEFAULT_RETRIES) {
      target.check(retries).value('jobRetries', feelValue(retries));
    }
    taskHeaders(element, target);
  },
};
