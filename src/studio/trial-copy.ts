import type { EngineResource } from '../engine';
import { bpmnModdle, dmnModdle, everythingIn, type ModelElement } from './moddle';
import type { Resource } from './resource';

/** What the ids of a trial's copies carry, so that no list takes them for the real ones. */
const MARK = '--trial-';
/** The group of a trial's user tasks: nobody is in it. */
const NOBODY = 'trial';
const NEVER = '=date and time("2999-12-31T00:00:00Z")';

/** Is the id one that a trial made? */
export const isOfTrial = (id: string): boolean => id.includes(MARK);

/** The id of a trial's copy. */
export const inTrial = (id: string, trial: string): string => `${id}${MARK}${trial}`;

/** The id that a trial's copy was made of. */
export const outOfTrial = (id: string): string => id.split(MARK)[0]!;

/** A diagram's copy for a trial, and what the trial must answer in it. */
export interface TrialDiagram {
  xml: string;
  processId: string;
  jobTypes: string[];
  /** Name of the message that starts it, where no plain start event does. */
  startMessage: string | null;
}

/**
 * A copy of a diagram that touches nothing real: its ids, job types, messages and signals are the trial's own, its user
 * tasks are nobody's, and no timer starts it. Called diagrams and tables are the trial's where the trial has a copy.
 */
export async function trialDiagram(xml: string, trial: string, copied: ReadonlySet<string>): Promise<TrialDiagram> {
  const moddle = bpmnModdle();
  const { rootElement } = await moddle.fromXML(xml);
  const jobTypes = new Set<string>();
  const rename = (id: unknown): string => (copied.has(String(id)) ? inTrial(String(id), trial) : String(id));
  for (const element of everythingIn(rootElement)) {
    if (element.$type === 'zeebe:TaskDefinition' && !String(element.type).startsWith('=')) {
      element.type = inTrial(String(element.type), trial);
      jobTypes.add(element.type as string);
    }
    if (element.$type === 'zeebe:CalledElement') element.processId = rename(element.processId);
    if (element.$type === 'zeebe:CalledDecision') element.decisionId = rename(element.decisionId);
    if (element.$type === 'zeebe:AssignmentDefinition') {
      Object.assign(element, { candidateGroups: NOBODY, candidateUsers: undefined, assignee: undefined });
    }
    if (['bpmn:Message', 'bpmn:Signal'].includes(element.$type) && element.name && !element.name.startsWith('=')) {
      element.name = inTrial(element.name, trial);
    }
    if (isTimerStart(element)) {
      const never = moddle.create('bpmn:FormalExpression', { body: NEVER });
      Object.assign(element, { timeDate: never, timeCycle: undefined, timeDuration: undefined });
      never.$parent = element;
    }
  }
  const process = (rootElement.rootElements as ModelElement[]).find(({ $type }) => $type === 'bpmn:Process')!;
  const startMessage = startMessageOf(process);
  process.id = inTrial(process.id!, trial);
  return { xml: (await moddle.toXML(rootElement)).xml, processId: process.id, jobTypes: [...jobTypes], startMessage };
}

/** A table's copy for a trial: its decisions' ids are the trial's own. */
export async function trialTable(xml: string, trial: string): Promise<string> {
  const moddle = dmnModdle();
  const { rootElement } = await moddle.fromXML(xml);
  const decisions = (rootElement.drgElement as ModelElement[]).filter(({ $type }) => $type === 'dmn:Decision');
  const ids = new Map(decisions.map(({ id }) => [`#${id}`, `#${inTrial(id!, trial)}`]));
  rootElement.id = inTrial(rootElement.id ?? 'definitions', trial);
  for (const element of everythingIn(rootElement)) {
    if (element.$type === 'dmn:Decision') element.id = inTrial(element.id!, trial);
    if (typeof element.href === 'string') element.href = ids.get(element.href) ?? element.href;
    if (element.$type === 'dmndi:DMNShape' && element.dmnElementRef) {
      const { id } = element.dmnElementRef as ModelElement;
      if (id && ids.has(`#${id}`)) (element.dmnElementRef as ModelElement).id = inTrial(id, trial);
    }
  }
  return (await moddle.toXML(rootElement)).xml;
}

/** A form's copy for a trial. */
export function trialForm({ resourceId, content }: Resource, trial: string): EngineResource {
  const form = { ...(JSON.parse(content) as object), id: inTrial(resourceId, trial) };
  return { name: `${form.id}.form`, content: JSON.stringify(form) };
}

/** The processes that a diagram calls, and the decisions, by id; those named by an expression are not known. */
export async function calledBy(xml: string): Promise<{ processes: string[]; decisions: string[] }> {
  const { rootElement } = await bpmnModdle().fromXML(xml);
  const called = { processes: new Set<string>(), decisions: new Set<string>() };
  for (const element of everythingIn(rootElement)) {
    if (element.$type === 'zeebe:CalledElement') called.processes.add(String(element.processId));
    if (element.$type === 'zeebe:CalledDecision') called.decisions.add(String(element.decisionId));
  }
  const known = (ids: Set<string>): string[] => [...ids].filter((id) => !id.startsWith('='));
  return { processes: known(called.processes), decisions: known(called.decisions) };
}

function isTimerStart(element: ModelElement): boolean {
  const event = element.$parent;
  return (
    element.$type === 'bpmn:TimerEventDefinition' &&
    event?.$type === 'bpmn:StartEvent' &&
    event.$parent?.$type === 'bpmn:Process'
  );
}

function startMessageOf(process: ModelElement): string | null {
  const starts = (process.flowElements as ModelElement[]).filter(({ $type }) => $type === 'bpmn:StartEvent');
  if (starts.some(({ eventDefinitions }) => !eventDefinitions)) return null;
  const message = starts
    .flatMap(({ eventDefinitions }) => eventDefinitions as ModelElement[])
    .find(({ $type }) => $type === 'bpmn:MessageEventDefinition')?.messageRef as ModelElement | undefined;
  return message?.name ?? null;
}
