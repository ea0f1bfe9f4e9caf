import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { valueOf } from '../juel';

/** Prefix of the extension properties that carry task headers; fetchAndLock returns them with the task. */
export const HEADER_PREFIX = 'header:';
/** Property that says that the element has output mappings, so that a job's variables must stay local. */
export const OUTPUTS_PROPERTY = 'zeebe:outputs';
/** Property with the retries of a new job (a number or a FEEL expression). */
export const RETRIES_PROPERTY = 'zeebe:retries';

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
      translation.refuse(element, 'zeebe:taskDefinition', 'the job type is missing');
      return;
    }
    const target = translation.operaton(element);
    const topic = valueOf(String(definition.type), 'feelText');
    const message = (element.eventDefinitions ?? []).find(
      (candidate: { $type: string }) => candidate.$type === 'bpmn:MessageEventDefinition',
    );
    const holder = message ?? element;
    holder.$attrs['operaton:type'] = 'external';
    holder.$attrs['operaton:topic'] = topic;
    if (definition.retries !== undefined && String(definition.retries) !== '3') {
      target.property(RETRIES_PROPERTY, String(definition.retries));
    }
    for (const header of extension(element, 'zeebe:TaskHeaders')?.values ?? []) {
      if (header.key) {
        target.property(`${HEADER_PREFIX}${header.key}`, String(header.value ?? ''));
      }
    }
    if ((extension(element, 'zeebe:IoMapping')?.outputParameters ?? []).length > 0) {
      target.property(OUTPUTS_PROPERTY, 'true');
    }
  },
};
