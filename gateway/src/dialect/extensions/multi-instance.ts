import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { feelText } from '../juel';
import { ACTIVITIES } from '../support';

/** Multi-instance over a FEEL collection; the loop itself is the engine plug-in's (Loop), which reads the values written here. */
export const multiInstance: Construct = {
  types: ACTIVITIES,
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
    if (!zeebe) {
      translation.refuse(
        element,
        'zeebe:loopCharacteristics',
        "Must have exactly one 'zeebe:loopCharacteristics' extension element",
      );
      return;
    }
    if (!zeebe.inputCollection) {
      translation.refuse(
        element,
        'zeebe:loopCharacteristics',
        "Attribute 'inputCollection' must be present and not empty",
      );
      return;
    }
    if (Boolean(zeebe.outputCollection) !== Boolean(zeebe.outputElement)) {
      translation.refuse(
        element,
        'zeebe:loopCharacteristics',
        zeebe.outputCollection
          ? "Attribute 'outputElement' must be present if the attribute 'outputCollection' is set"
          : "Attribute 'outputCollection' must be present if the attribute 'outputElement' is set",
      );
      return;
    }
    const target = translation.operaton(element);
    const input = translation.expression(element, 'zeebe:loopCharacteristics', zeebe.inputCollection);
    if (input !== undefined) {
      target.value('inputCollection', input);
    }
    if (zeebe.inputElement) {
      target.value('inputElement', zeebe.inputElement);
    }
    if (zeebe.outputCollection) {
      const output = translation.expression(element, 'zeebe:loopCharacteristics', zeebe.outputElement);
      target.value('outputCollection', zeebe.outputCollection).value('outputElement', output ?? 'null');
    }
    const condition: string | undefined = loop.completionCondition?.body;
    if (condition && translation.expression(element, 'bpmn:completionCondition', condition) !== undefined) {
      target.value('completionCondition', feelText(condition));
    }
    // Operaton's parser wants to see a collection; the plug-in's behaviour does not read it
    loop.$attrs['operaton:collection'] = 'inputCollection';
    for (const name of ['completionCondition', 'loopCardinality', 'extensionElements', 'behavior']) {
      delete loop[name];
    }
  },
};
