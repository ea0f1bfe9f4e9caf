import BpmnModdle from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { extension, walk, type BpmnElement } from './bpmn';
import type { Construct, Translation } from './construct';
import { callActivity } from './containers/call-activity';
import { subProcess } from './containers/sub-process';
import { event } from './events/event';
import { ioMapping } from './extensions/io-mapping';
import { multiInstance } from './extensions/multi-instance';
import { condition } from './flows/condition';
import { DialectError, type Finding, type ProcessModel, type TranslatedBpmn } from './model';
import { OperatonElement, OPERATON_NAMESPACE } from './operaton-element';
import { processModel } from './read-model';
import { ELEMENT_TYPES, EXTENSIONS } from './support';
import { businessRuleTask } from './tasks/business-rule-task';
import { job } from './tasks/job';
import { receiveTask } from './tasks/receive-task';
import { scriptTask } from './tasks/script-task';
import { serviceTask } from './tasks/service-task';
import { userTask } from './tasks/user-task';

const CONSTRUCTS: readonly Construct[] = [
  ioMapping,
  serviceTask,
  job,
  scriptTask,
  businessRuleTask,
  userTask,
  receiveTask,
  event,
  condition,
  callActivity,
  subProcess,
  multiInstance,
];

type Moddle = InstanceType<typeof BpmnModdle>;

async function parse(resourceName: string, xml: string): Promise<{ moddle: Moddle; definitions: BpmnElement }> {
  const moddle = new BpmnModdle({ zeebe });
  try {
    const { rootElement } = await moddle.fromXML(xml);
    return { moddle, definitions: rootElement as unknown as BpmnElement };
  } catch (error) {
    throw new DialectError(resourceName, [
      { code: 'not-bpmn', construct: 'xml', message: error instanceof Error ? error.message : String(error) },
    ]);
  }
}

function executableProcesses(definitions: BpmnElement): BpmnElement[] {
  return ((definitions.rootElements ?? []) as BpmnElement[]).filter(
    (root) => root.$type === 'bpmn:Process' && root.isExecutable === true,
  );
}

/** Script tasks and job-like business-rule tasks run as service tasks: same id, same flows, another type. */
function becomeServiceTasks(container: BpmnElement, moddle: Moddle): void {
  container.flowElements = ((container.flowElements ?? []) as BpmnElement[]).map((element) => {
    if (element.flowElements) {
      becomeServiceTasks(element, moddle);
    }
    if (element.$type !== 'bpmn:ScriptTask') {
      return element;
    }
    const task = moddle.create('bpmn:ServiceTask', {
      id: element.id,
      name: element.name,
      incoming: element.incoming,
      outgoing: element.outgoing,
      extensionElements: element.extensionElements,
      loopCharacteristics: element.loopCharacteristics,
    }) as unknown as BpmnElement;
    Object.assign(task.$attrs, element.$attrs);
    task.$parent = container;
    return task;
  });
}

function refuseUnknownExtensions(element: BpmnElement, translation: Translation): void {
  for (const value of element.extensionElements?.values ?? []) {
    if (value.$type.startsWith('zeebe:') && !EXTENSIONS.has(value.$type)) {
      translation.refuse(element, value.$type, `'${value.$type}' is not supported`);
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
  const { moddle, definitions } = await parse(resourceName, xml);
  const processes = executableProcesses(definitions);
  const findings: Finding[] = [];
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
  for (const process of processes) {
    const translation: Translation = {
      operaton,
      process,
      refuse: (element, construct, message, code = 'not-supported') =>
        findings.push({ code, elementId: element.id, elementType: element.$type, construct, message }),
    };
    const versionTag = extension(process, 'zeebe:VersionTag')?.value as string | undefined;
    if (versionTag) {
      operaton(process).attribute('versionTag', versionTag);
    }
    refuseUnknownExtensions(process, translation);
    const elements = [...walk(process)];
    for (const element of elements) {
      if (!ELEMENT_TYPES[element.$type]) {
        translation.refuse(element, element.$type, `'${element.$type}' is not supported`);
        continue;
      }
      refuseUnknownExtensions(element, translation);
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
  for (const process of processes) {
    operaton(process).write();
    for (const element of walk(process)) {
      operaton(element).write();
    }
    becomeServiceTasks(process, moddle);
  }
  for (const root of (definitions.rootElements ?? []) as BpmnElement[]) {
    if (root.$type === 'bpmn:Message') {
      delete root.extensionElements;
    }
  }
  definitions.$attrs['xmlns:operaton'] = OPERATON_NAMESPACE;
  const { xml: translated } = await moddle.toXML(definitions as never, { format: true });
  return { xml: translated, processes: models };
}
