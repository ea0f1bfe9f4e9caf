import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { valueOf } from '../juel';

/** zeebe:calledDecision: the engine's own DMN; the plug-in (DecisionShape) gives the result the shape that Zeebe gives it. */
export const businessRuleTask: Construct = {
  types: ['bpmn:BusinessRuleTask'],
  translate(element, translation) {
    const decision = extension(element, 'zeebe:CalledDecision');
    if (!decision) {
      if (!extension(element, 'zeebe:TaskDefinition')) {
        translation.refuse(
          element,
          'bpmn:businessRuleTask',
          "Must have either one 'zeebe:calledDecision' or one 'zeebe:taskDefinition'",
        );
      }
      return;
    }
    if (!decision.decisionId || !decision.resultVariable) {
      translation.refuse(element, 'zeebe:calledDecision', 'a decision id and a result variable are required');
      return;
    }
    if ((decision.bindingType ?? 'latest') === 'versionTag') {
      translation.refuse(element, 'zeebe:calledDecision', "the binding type 'versionTag' is not supported");
      return;
    }
    const target = translation
      .operaton(element)
      .attribute('decisionRef', valueOf(String(decision.decisionId), 'feelText'))
      .attribute('resultVariable', decision.resultVariable)
      .attribute('mapDecisionResult', 'resultList');
    if (decision.bindingType === 'deployment') {
      target.attribute('decisionRefBinding', 'deployment');
    }
  },
};
