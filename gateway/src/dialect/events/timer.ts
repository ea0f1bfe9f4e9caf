import { isRootStart, type BpmnElement } from '../bpmn';
import type { Translation } from '../construct';
import { call, feelName, isExpression } from '../juel';

/** The three kinds of timers: the function that evaluates each, and what a static value must look like. */
const KINDS = {
  timeDate: {
    feelFunction: 'feelDate',
    form: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)(\[[\w/+-]+\])?$/,
    name: 'date',
  },
  timeDuration: {
    feelFunction: 'feelDuration',
    form: /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
    name: 'duration',
  },
  timeCycle: {
    feelFunction: 'feelCycle',
    form: /^(R\d*\/([^\s[/]+(\[[\w/+-]+\])?\/)?P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?|@\w+|\S+( \S+){5})$/,
    name: 'cycle',
  },
} as const;

/** Kinds of timers that the position cannot have, with Zeebe's reason. */
function misplaced(element: BpmnElement, kind: keyof typeof KINDS): string | undefined {
  if (element.$type === 'bpmn:IntermediateCatchEvent' && kind === 'timeCycle') {
    return 'Intermediate timer catch event must have a time duration or a time date';
  }
  if (kind !== 'timeCycle' || isRootStart(element)) {
    return isRootStart(element) && kind === 'timeDuration'
      ? 'Timer start event must have a time date or a time cycle'
      : undefined;
  }
  const interrupts = element.$type === 'bpmn:BoundaryEvent' ? element.cancelActivity : element.isInterrupting;
  return interrupts === false ? undefined : 'Interrupting timer event with time cycle is not allowed.';
}

/** A timer by date, duration or cycle. */
export function timer(element: BpmnElement, definition: BpmnElement, translation: Translation): void {
  const given = (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter((kind) => definition[kind]?.body);
  const kind = given[0];
  if (given.length !== 1 || !kind) {
    translation.refuse(
      element,
      'bpmn:timerEventDefinition',
      'Must be exactly one type of timer: timeDate, timeDuration or timeCycle',
    );
    return;
  }
  const reason = misplaced(element, kind);
  if (reason) {
    translation.refuse(element, 'bpmn:timerEventDefinition', reason);
    return;
  }
  const text = String(definition[kind].body).trim();
  const { feelFunction, form, name } = KINDS[kind];
  if (!isExpression(text) && !form.test(text)) {
    translation.refuse(element, `bpmn:${kind}`, `Time ${name} is invalid: '${text}'`);
    return;
  }
  translation.operaton(element).check(text);
  definition[kind].body = call(feelFunction, feelName(text), isRootStart(element) ? 'null' : 'execution');
}
