import { extension } from '../bpmn';
import type { Construct } from '../construct';

/** zeebe:script is FEEL run by the engine at once; the translation makes a service task of it (see translate.ts). */
export const scriptTask: Construct = {
  types: ['bpmn:ScriptTask'],
  translate(element, translation) {
    const script = extension(element, 'zeebe:Script');
    if (Boolean(script) === Boolean(extension(element, 'zeebe:TaskDefinition'))) {
      translation.refuse(
        element,
        'bpmn:scriptTask',
        "Must have either one 'zeebe:script' or one 'zeebe:taskDefinition' extension element",
      );
      return;
    }
    if (!script) {
      return;
    }
    for (const attribute of ['expression', 'resultVariable']) {
      if (!script[attribute]) {
        translation.refuse(element, 'zeebe:script', `Attribute '${attribute}' must be present and not empty`);
        return;
      }
    }
    const feel = translation.expression(element, 'zeebe:script', script.expression);
    if (feel !== undefined) {
      // Operaton's parser wants an implementation; the plug-in's behaviour takes its place
      translation
        .operaton(element)
        .attribute('expression', '${true}')
        .value('script', feel)
        .value('resultVariable', script.resultVariable);
    }
  },
};
