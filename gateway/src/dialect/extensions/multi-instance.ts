import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { call, isExpression } from '../juel';

/**
 * Multi-instance over a FEEL collection. The output collection is kept by the engine plug-in (MultiInstanceOutput), which reads the
 * two properties written here: Operaton has no element for it.
 */
export const multiInstance: Construct = {
  types: [
    'bpmn:ServiceTask',
    'bpmn:SendTask',
    'bpmn:ReceiveTask',
    'bpmn:ScriptTask',
    'bpmn:BusinessRuleTask',
    'bpmn:UserTask',
    'bpmn:CallActivity',
    'bpmn:SubProcess',
  ],
  translate(element, translation) {
    const loop = element.loopCharacteristics;
    if (!loop) {
      return;
    }
    if (loop.$type !== 'bpmn:MultiInstanceLoopCharacteristics') {
      translation.refuse(element, loop.$type, 'only multi-instance loops are supported');
      return;
    }
    const zeebe = extension(loop, 'zeebe:LoopCharacteristics');
    if (!zeebe || !isExpression(zeebe.inputCollection)) {
      translation.refuse(
        element,
        'zeebe:loopCharacteristics',
        'an input collection given as an expression is required',
      );
      return;
    }
    loop.$attrs['operaton:collection'] = call('feel', zeebe.inputCollection);
    if (zeebe.inputElement) {
      loop.$attrs['operaton:elementVariable'] = zeebe.inputElement;
    }
    if (zeebe.outputCollection) {
      const target = translation.operaton(element);
      target.property('zeebe:outputCollection', zeebe.outputCollection);
      target.property(
        'zeebe:outputElement',
        String(zeebe.outputElement ?? '=null')
          .trimStart()
          .slice(1),
      );
    }
    if (loop.completionCondition?.body) {
      loop.completionCondition.body = call('feelTrue', loop.completionCondition.body);
    }
    delete loop.extensionElements;
  },
};
