import { extension, type BpmnElement } from '../bpmn';
import type { Construct, Translation } from '../construct';
import { feelText } from '../juel';
import { ACTIVITIES } from '../support';

/** Where a path may split and still be one path: it goes on along one flow. */
const CHOOSING = ['bpmn:ExclusiveGateway', 'bpmn:EventBasedGateway'];

const elementsOf = (adHoc: BpmnElement) =>
  ((adHoc.flowElements ?? []) as BpmnElement[]).filter(
    ({ $type }) => $type !== 'bpmn:SequenceFlow' && !$type.startsWith('bpmn:Data'),
  );

/** What can be activated in an ad-hoc sub-process: what no flow leads to. */
export const activatable = (adHoc: BpmnElement): BpmnElement[] => {
  const led = new Set(((adHoc.flowElements ?? []) as BpmnElement[]).map(({ targetRef }) => targetRef as BpmnElement));
  return elementsOf(adHoc).filter((element) => !led.has(element) && element.$type !== 'bpmn:BoundaryEvent');
};

function refuseForks(adHoc: BpmnElement, refuse: Translation['refuse']): void {
  for (const element of elementsOf(adHoc)) {
    const forks = (element.outgoing ?? []).length > 1 && !CHOOSING.includes(element.$type);
    if (forks || (element.$type === 'bpmn:BoundaryEvent' && element.cancelActivity === false)) {
      refuse(element, 'bpmn:adHocSubProcess', 'A path in an ad-hoc sub-process that forks is not supported');
    }
    if (element.triggeredByEvent) {
      refuse(element, 'bpmn:adHocSubProcess', 'Event sub-processes in an ad-hoc sub-process are not supported');
    }
  }
}

/** bpmn:adHocSubProcess with zeebe:adHoc: a sub-process to the engine, whose paths are the plug-in's matter (AdHoc). */
export const adHocSubProcess: Construct = {
  types: ['bpmn:AdHocSubProcess'],
  translate(element, translation) {
    const refuse = (reason: string) => translation.refuse(element, 'bpmn:adHocSubProcess', reason);
    const children = elementsOf(element);
    if (!children.some(({ $type }) => (ACTIVITIES as readonly string[]).includes($type))) {
      refuse('Must have at least one activity');
    }
    for (const [type, kind] of [
      ['bpmn:StartEvent', 'start'],
      ['bpmn:EndEvent', 'end'],
    ]) {
      if (children.some(({ $type }) => $type === type)) {
        refuse(`Must not contain a ${kind} event`);
      }
    }
    if (element.loopCharacteristics) {
      refuse('A multi-instance of an ad-hoc sub-process is not supported');
    }
    refuseForks(element, translation.refuse);
    const adHoc = extension(element, 'zeebe:AdHoc');
    if (Boolean(adHoc?.outputCollection) !== Boolean(adHoc?.outputElement)) {
      refuse(
        adHoc!.outputCollection
          ? "Attribute 'outputElement' must be present if the attribute 'outputCollection' is set"
          : "Attribute 'outputCollection' must be present if the attribute 'outputElement' is set",
      );
      return;
    }
    const target = translation.operaton(element);
    const value = (name: string, text: string | undefined) => {
      if (text && translation.expression(element, 'zeebe:adHoc', text) !== undefined) {
        target.value(name, feelText(text));
      }
    };
    value('adHocActive', adHoc?.activeElementsCollection);
    value('adHocCondition', element.completionCondition?.body);
    value('adHocOutputElement', adHoc?.outputElement);
    if (adHoc?.outputCollection) {
      target.value('adHocOutputCollection', adHoc.outputCollection);
    }
    target.value('adHocCancels', String(element.cancelRemainingInstances !== false));
    target.value('adHocElements', JSON.stringify(activatable(element).map((child) => described(child, translation))));
  },
};

/** An element as the variable `adHocSubProcessElements` shows it. */
function described(element: BpmnElement, translation: Translation): object {
  const properties = (extension(element, 'zeebe:Properties')?.properties ?? []) as BpmnElement[];
  return {
    elementId: element.id,
    elementName: element.name,
    documentation: translation.documentation(element),
    properties: Object.fromEntries(properties.map(({ name, value }) => [name, value])),
    parameters: [],
  };
}
