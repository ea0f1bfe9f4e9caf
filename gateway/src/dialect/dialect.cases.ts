/** What a test of one construct does and what it must leave; run by `dialect.e2e.ts` on a real engine. */
export type Step =
  | { job: string; variables?: object; headers?: Record<string, string>; sees?: object; error?: string }
  | { task: string; variables?: object; sees?: object; groups?: string[]; users?: string[] }
  | { message: string; key: string; at?: string; variables?: object }
  | { signal: string; variables?: object }
  /** fires the timer of an element; `due` is how many seconds from now it must have been due, give or take */
  | { timer: string; due?: number }
  /** an incident must be open at the element; then the variables are set and its job is tried again */
  | { incident: string; says: string; variables?: object };

export interface DialectCase {
  /** What holds, as a sentence. */
  name: string;
  /** Flow elements of the process `case`. */
  body: string;
  /** Messages, signals, errors, further processes. */
  roots?: string;
  dmn?: string;
  start?: object;
  steps?: Step[];
  /** Every element that was entered, as often as it was, in any order; a canceled one has a "-" before it. */
  path?: string[];
  /** All variables of the process at its end, hidden ones left out. */
  variables?: object;
  /** The instance still runs, and waits exactly at these elements. */
  waitsAt?: string[];
}

/** A diagram that must be refused, with the element and the construct that the finding names. */
export interface RefusalCase {
  name: string;
  body: string;
  roots?: string;
  elementId: string;
  construct: string;
}

export const diagram = (body: string, roots = '', process = 'case') => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="test">
${roots}<bpmn:process id="${process}" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;

/** A sequence flow, with a condition if there is one. */
export const flow = (from: string, to: string, condition?: string, id = `${from}-${to}`) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition === undefined ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;

/** Flows through the elements in their order. */
export const flows = (...ids: string[]) => ids.slice(1).map((id, index) => flow(ids[index]!, id)).join('');

export const extensions = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;

export const escape = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** zeebe:ioMapping; each pair is source and target. */
export const mapping = (inputs: [string, string][], outputs: [string, string][] = []) =>
  `<zeebe:ioMapping>${inputs.map(([source, target]) => `<zeebe:input source="${escape(source)}" target="${target}"/>`).join('')}${outputs.map(([source, target]) => `<zeebe:output source="${escape(source)}" target="${target}"/>`).join('')}</zeebe:ioMapping>`;

export const serviceTask = (id: string, type = id, more = '', inner = '') =>
  `<bpmn:serviceTask id="${id}">${extensions(`<zeebe:taskDefinition type="${escape(type)}"/>${more}`)}${inner}</bpmn:serviceTask>`;

export const userTask = (id: string, more = '', inner = '') =>
  `<bpmn:userTask id="${id}">${extensions(`<zeebe:userTask/>${more}`)}${inner}</bpmn:userTask>`;

export const script = (id: string, expression: string, resultVariable: string, more = '') =>
  `<bpmn:scriptTask id="${id}">${extensions(`<zeebe:script expression="${escape(expression)}" resultVariable="${resultVariable}"/>${more}`)}</bpmn:scriptTask>`;

export const start = (id = 's') => `<bpmn:startEvent id="${id}"/>`;
export const end = (id = 'e') => `<bpmn:endEvent id="${id}"/>`;

export const message = (id: string, name: string, key?: string) =>
  `<bpmn:message id="${id}" name="${name}">${key === undefined ? '' : extensions(`<zeebe:subscription correlationKey="${escape(key)}"/>`)}</bpmn:message>`;

/** start -> the elements in between -> end, with their flows. */
export const line = (...elements: [id: string, xml: string][]) =>
  start() + elements.map(([, xml]) => xml).join('') + end() + flows('s', ...elements.map(([id]) => id), 'e');
