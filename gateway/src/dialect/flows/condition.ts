import type { BpmnElement } from '../bpmn';
import type { Construct } from '../construct';
import { call, isExpression } from '../juel';

/**
 * Conditions behind exclusive and inclusive gateways. The gateway gets an asynchronous continuation, so that a condition that fails
 * becomes an incident there and does not roll back the job whose completion led to it.
 */
export const condition: Construct = {
  types: ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'],
  translate(element, translation) {
    const outgoing = (element.outgoing ?? []) as BpmnElement[];
    if (outgoing.length < 2) {
      return;
    }
    for (const flow of outgoing) {
      const body: string | undefined = flow.conditionExpression?.body;
      if (body === undefined) {
        if (element.default !== flow) {
          translation.refuse(flow, 'bpmn:sequenceFlow', 'Must have a condition or be default flow');
        }
        continue;
      }
      if (!isExpression(body)) {
        translation.refuse(flow, 'bpmn:conditionExpression', "a condition is an expression that begins with '='");
        continue;
      }
      flow.conditionExpression.body = call('feelTrue', body);
    }
    translation.operaton(element).attribute('asyncBefore', 'true');
  },
};
