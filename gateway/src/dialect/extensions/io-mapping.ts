import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { feelOf, valueOf } from '../juel';

const ACTIVITIES = [
  'bpmn:ServiceTask',
  'bpmn:SendTask',
  'bpmn:ReceiveTask',
  'bpmn:ScriptTask',
  'bpmn:BusinessRuleTask',
  'bpmn:UserTask',
  'bpmn:CallActivity',
  'bpmn:SubProcess',
];
const EVENTS = [
  'bpmn:StartEvent',
  'bpmn:EndEvent',
  'bpmn:IntermediateCatchEvent',
  'bpmn:IntermediateThrowEvent',
  'bpmn:BoundaryEvent',
];

/** Input mappings make local variables, output mappings go to the enclosing scope: Operaton's parameters do the same. */
export const ioMapping: Construct = {
  types: [...ACTIVITIES, ...EVENTS],
  translate(element, translation) {
    const mapping = extension(element, 'zeebe:IoMapping');
    if (!mapping) {
      return;
    }
    const target = translation.operaton(element);
    for (const [kind, parameters] of [
      ['input', mapping.inputParameters ?? []],
      ['output', mapping.outputParameters ?? []],
    ] as const) {
      for (const parameter of parameters) {
        const name = String(parameter.target ?? '');
        if (name === '' || name.includes('.')) {
          translation.refuse(element, 'zeebe:ioMapping', `the ${kind} mapping's target '${name}' is not a plain name`);
          continue;
        }
        if (kind === 'output' && element.loopCharacteristics) {
          // Operaton allows no output parameters on multi-instances: the plug-in evaluates them when an instance ends
          target.property(`zeebe:output:${name}`, feelOf(String(parameter.source ?? '')));
          continue;
        }
        target[kind](name, valueOf(String(parameter.source ?? '')));
      }
    }
  },
};
