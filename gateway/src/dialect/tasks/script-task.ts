import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { call, isExpression } from '../juel';

/** zeebe:script is FEEL run by the engine at once; the translation makes a service task of it (see translate.ts). */
export const scriptTask: Construct = {
  types: ['bpmn:ScriptTask'],
  translate(element, translation) {
    const script = extension(element, 'zeebe:Script');
    if (!script) {
      if (!extension(element, 'zeebe:TaskDefinition')) {
        translation.refuse(
          element,
          'bpmn:scriptTask',
          "Must have either one 'zeebe:script' or one 'zeebe:taskDefinition'",
        );
      }
      return;
    }
    if (!isExpression(script.expression) || !script.resultVariable) {
      translation.refuse(element, 'zeebe:script', 'an expression and a result variable are required');
      return;
    }
    translation
      .operaton(element)
      .attribute('expression', call('feel', script.expression))
      .attribute('resultVariable', script.resultVariable);
  },
};
