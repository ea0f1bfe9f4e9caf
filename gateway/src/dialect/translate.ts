import BpmnModdle from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { connect, extension, walk, type BpmnElement } from './bpmn';
import type { Construct, Translation } from './construct';
import { adHocSubProcess } from './containers/ad-hoc-sub-process';
import { callActivity } from './containers/call-activity';
import { processStart } from './containers/process';
import { subProcess } from './containers/sub-process';
import { event } from './events/event';
import { eventBasedGateway } from './gateways/event-based-gateway';
import { executionListeners } from './extensions/execution-listeners';
import { ioMapping } from './extensions/io-mapping';
import { multiInstance } from './extensions/multi-instance';
import { condition } from './flows/condition';
import { dropUnresolvedDrawings } from './diagram';
import { tooLong } from './lengths';
import { DialectError, type Finding, type ProcessModel, type TranslatedBpmn } from './model';
import { feelText, isExpression } from './juel';
import { DIALECT_NAMESPACE, OperatonElement, OPERATON_NAMESPACE } from './operaton-element';
import { processModel } from './read-model';
import { documentTypeFinding, dropExtensions, sanitize } from './sanitize';
import { ELEMENT_TYPES, EXTENSIONS } from './support';
import { businessRuleTask } from './tasks/business-rule-task';
import { job } from './tasks/job';
import { receiveTask } from './tasks/receive-task';
import { scriptTask } from './tasks/script-task';
import { serviceTask } from './tasks/service-task';
import { taskListeners } from './tasks/task-listeners';
import { userTask } from './tasks/user-task';
import { unresolvedFlows, type ReaderWarning } from './unresolved';

const CONSTRUCTS: readonly Construct[] = [
  processStart,
  ioMapping,
  serviceTask,
  job,
  scriptTask,
  businessRuleTask,
  userTask,
  receiveTask,
  event,
  eventBasedGateway,
  condition,
  callActivity,
  subProcess,
  adHocSubProcess,
  multiInstance,
  executionListeners,
  taskListeners,
];

/** Warnings of the reader that mean that a part of the diagram is not in what it has read. */
const LOST = /illegal|duplicate|unparsable/i;

/** What the reader says over several lines, on one. */
const oneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join(' ');

type Moddle = InstanceType<typeof BpmnModdle>;

interface Parsed {
  moddle: Moddle;
  definitions: BpmnElement;
  warnings: ReaderWarning[];
}

async function parse(resourceName: string, xml: string): Promise<Parsed> {
  const documentType = documentTypeFinding(xml);
  if (documentType) {
    throw new DialectError(resourceName, [documentType]);
  }
  const moddle = new BpmnModdle({ zeebe });
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    const lost = warnings.filter(({ message }) => LOST.test(message));
    if (lost.length > 0) {
      throw new Error(lost.map(({ message }) => oneLine(message)).join('; '));
    }
    return { moddle, definitions: rootElement as unknown as BpmnElement, warnings };
  } catch (error) {
    throw new DialectError(resourceName, [{ code: 'not-bpmn', construct: 'xml', message: reasonOf(error) }]);
  }
}

/** The reader stumbles over some files that are not well-formed with a TypeError, whose words say nothing to anybody. */
function reasonOf(error: unknown): string {
  if (error instanceof TypeError || !(error instanceof Error)) {
    return 'The file is not well-formed';
  }
  return error.message;
}

function executableProcesses(definitions: BpmnElement): BpmnElement[] {
  return ((definitions.rootElements ?? []) as BpmnElement[]).filter(
    (root) => root.$type === 'bpmn:Process' && root.isExecutable === true,
  );
}

/**
 * Script tasks and user tasks for job workers run as service tasks, ad-hoc sub-processes as sub-processes: same id, same flows, another
 * type.
 */
function becomeOperatons(container: BpmnElement, moddle: Moddle): void {
  container.flowElements = ((container.flowElements ?? []) as BpmnElement[]).map((element) => {
    if (element.flowElements) {
      becomeOperatons(element, moddle);
    }
    if (element.$type === 'bpmn:AdHocSubProcess') {
      // Operaton's parser wants to see a start event; the plug-in's behaviour never comes to it
      const start = moddle.create('bpmn:StartEvent', { id: `_${element.id}_never` }) as unknown as BpmnElement;
      element.flowElements = [start, ...(element.flowElements as BpmnElement[])];
      return become(element, 'bpmn:SubProcess', moddle);
    }
    const isJob = element.$type === 'bpmn:UserTask' && element.$attrs['operaton:type'] === 'external';
    if (element.$type !== 'bpmn:ScriptTask' && !isJob) {
      return element;
    }
    return become(element, 'bpmn:ServiceTask', moddle);
  });
}

function become(element: BpmnElement, type: string, moddle: Moddle): BpmnElement {
  const { id, name, incoming, outgoing, extensionElements, loopCharacteristics, isForCompensation } = element;
  const { flowElements, artifacts } = element;
  const other = moddle.create(type, {
    ...{ id, name, incoming, outgoing, extensionElements, loopCharacteristics, isForCompensation },
    ...(flowElements ? { flowElements, artifacts } : {}),
  }) as unknown as BpmnElement;
  Object.assign(other.$attrs, element.$attrs);
  other.$parent = element.$parent;
  return other;
}

function refuseUnknownExtensions(element: BpmnElement, refuse: Translation['refuse'], owner = element): void {
  for (const value of element.extensionElements?.values ?? []) {
    const allowed = EXTENSIONS[value.$type];
    if (value.$type.startsWith('zeebe:') && !allowed) {
      refuse(owner, value.$type, `'${value.$type}' is not supported`);
    } else if (allowed && allowed !== 'any' && !allowed.includes(element.$type)) {
      refuse(owner, value.$type, `'${value.$type}' is not supported at '${element.$type}'`);
    }
  }
}

/** The models of a diagram's executable processes. Throws DialectError when the text is not BPMN. */
export async function readBpmn(resourceName: string, xml: string): Promise<{ processes: ProcessModel[] }> {
  const { definitions } = await parse(resourceName, xml);
  return { processes: executableProcesses(definitions).map(processModel) };
}

/**
 * Translates a diagram in Zeebe's dialect into Operaton's. The diagram interchange stays, so that Cockpit draws it.
 * Throws DialectError with every construct that cannot be translated faithfully.
 */
export async function translateBpmn(resourceName: string, xml: string): Promise<TranslatedBpmn> {
  const { moddle, definitions, warnings } = await parse(resourceName, xml);
  const processes = executableProcesses(definitions);
  const findings: Finding[] = [...unresolvedFlows(warnings, processes), ...tooLong(definitions, processes)];
  if (processes.length === 0) {
    findings.push({
      code: 'no-process',
      construct: 'bpmn:process',
      message: 'Must contain at least one executable process',
    });
  }
  const models = processes.map(processModel);
  const targets = new Map<BpmnElement, OperatonElement>();
  const operaton = (element: BpmnElement): OperatonElement => {
    let target = targets.get(element);
    if (!target) {
      target = new OperatonElement(moddle as never, element);
      targets.set(element, target);
    }
    return target;
  };
  const words = new Map(
    processes.flatMap((process) =>
      [...walk(process)].map(({ id, documentation }) => [id, documentation?.[0]?.text as string]),
    ),
  );
  sanitize(definitions);
  dropUnresolvedDrawings(definitions);
  const refuse: Translation['refuse'] = (element, construct, message, code = 'not-supported') =>
    findings.push({ code, elementId: element.id, elementType: element.$type, construct, message });
  processes.forEach(connect);
  for (const process of processes) {
    const translation: Translation = {
      operaton,
      process,
      refuse,
      documentation: ({ id }) => words.get(id),
      ownRoot: (element, root, name) => {
        const own = moddle.create(root.$type, { id: `${root.id}_${element.id}`, name }) as unknown as BpmnElement;
        own.$parent = definitions;
        (definitions.rootElements as BpmnElement[]).push(own);
        return own;
      },
      expression: (element, construct, text) => {
        if (!isExpression(text)) {
          refuse(
            element,
            construct,
            `Expected expression but found static value '${text}'. An expression must start with '=' (e.g. '=${text}').`,
          );
          return undefined;
        }
        operaton(element).check(text);
        return feelText(text);
      },
    };
    const versionTag = extension(process, 'zeebe:VersionTag')?.value as string | undefined;
    if (versionTag) {
      operaton(process).attribute('versionTag', versionTag);
    }
    operaton(process).value('resource', resourceName);
    for (const element of [process, ...walk(process)]) {
      if (element !== process && !ELEMENT_TYPES[element.$type]) {
        refuse(element, element.$type, `'${element.$type}' is not supported`);
        continue;
      }
      refuseUnknownExtensions(element, refuse);
      if (element.loopCharacteristics) {
        refuseUnknownExtensions(element.loopCharacteristics, refuse, element);
      }
      operaton(element);
      for (const construct of CONSTRUCTS) {
        if (construct.types.includes(element.$type)) {
          construct.translate(element, translation);
        }
      }
    }
  }
  if (findings.length > 0) {
    throw new DialectError(resourceName, findings);
  }
  dropExtensions(definitions, new Set(targets.keys()));
  for (const process of processes) {
    for (const element of [process, ...walk(process)]) {
      operaton(element).write();
    }
    becomeOperatons(process, moddle);
  }
  definitions.$attrs['xmlns:operaton'] = OPERATON_NAMESPACE;
  definitions.$attrs['xmlns:dialect'] = DIALECT_NAMESPACE;
  const { xml: translated } = await moddle.toXML(definitions as never, { format: true });
  return { xml: translated, processes: models };
}
