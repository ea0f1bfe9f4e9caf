import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { valueOf } from '../juel';

/** zeebe:calledElement: what goes in and what comes out, as Zeebe propagates it. */
export const callActivity: Construct = {
  types: ['bpmn:CallActivity'],
  translate(element, translation) {
    const called = extension(element, 'zeebe:CalledElement');
    if (!called?.processId) {
      translation.refuse(element, 'zeebe:calledElement', 'the id of the called process is missing');
      return;
    }
    if ((called.bindingType ?? 'latest') === 'versionTag') {
      translation.refuse(element, 'zeebe:calledElement', "the binding type 'versionTag' is not supported");
      return;
    }
    const target = translation.operaton(element);
    element.calledElement = valueOf(String(called.processId), 'feelText');
    if (called.bindingType === 'deployment') {
      target.attribute('calledElementBinding', 'deployment');
    }
    // the business key is what an admin sees in Cockpit
    target.child('in', { businessKey: '#{execution.processBusinessKey}' });
    target.child(
      'in',
      called.propagateAllParentVariables === false ? { variables: 'all', local: 'true' } : { variables: 'all' },
    );
    const mapped = (extension(element, 'zeebe:IoMapping')?.outputParameters ?? []).length > 0;
    if (mapped) {
      // the mappings read the child's variables, which must not reach further than the call activity
      target.child('out', { variables: 'all', local: 'true' });
    } else if (called.propagateAllChildVariables !== false) {
      target.child('out', { variables: 'all' });
    }
  },
};
