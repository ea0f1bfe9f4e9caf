import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { binding } from '../extensions/binding';
import { valueOf } from '../juel';

/** zeebe:calledElement: what goes in and what comes out, as Zeebe propagates it. */
export const callActivity: Construct = {
  types: ['bpmn:CallActivity'],
  translate(element, translation) {
    const called = extension(element, 'zeebe:CalledElement');
    if (!called) {
      translation.refuse(
        element,
        'zeebe:calledElement',
        "Must have exactly one 'zeebe:calledElement' extension element",
      );
      return;
    }
    if (!called.processId) {
      translation.refuse(element, 'zeebe:calledElement', "Attribute 'processId' must be present and not empty");
      return;
    }
    const target = translation.operaton(element).check(called.processId);
    element.calledElement = valueOf(String(called.processId));
    binding(element, called, 'zeebe:calledElement', translation, (type, versionTag) => {
      target.attribute('calledElementBinding', type);
      if (versionTag) {
        target.attribute('calledElementVersionTag', versionTag);
      }
    });
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
