import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { binding } from '../extensions/binding';
import { valueOf } from '../juel';

/** zeebe:calledDecision: the engine's own DMN; the plug-in (DecisionShape) gives the result the shape that Zeebe gives it. */
export const businessRuleTask: Construct = {
  types: ['bpmn:BusinessRuleTask'],
  translate(element, translation) {
    const decision = extension(element, 'zeebe:CalledDecision');
    if (Boolean(decision) === Boolean(extension(element, 'zeebe:TaskDefinition'))) {
      translation.refuse(
        element,
        'bpmn:businessRuleTask',
        "Must have either one 'zeebe:calledDecision' or one 'zeebe:taskDefinition' extension element",
      );
      return;
    }
    if (!decision) {
      return;
    }
    for (const attribute of ['decisionId', 'resultVariable']) {
      if (!decision[attribute]) {
        translation.refuse(element, 'zeebe:calledDecision', `Attribute '${attribute}' must be present and not empty`);
        return;
      }
    }
    const target = translation
      .operaton(element)
      .check(decision.decisionId)
      .attribute('decisionRef', valueOf(String(decision.decisionId)))
      .attribute('resultVariable', decision.resultVariable)
      .attribute('mapDecisionResult', 'resultList');
    binding(element, decision, 'zeebe:calledDecision', translation, (type, versionTag) => {
      target.attribute('decisionRefBinding', type);
      if (versionTag) {
        target.attribute('decisionRefVersionTag', versionTag);
      }
    });
  },
};
