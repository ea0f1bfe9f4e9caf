import type { BpmnElement } from './bpmn';
import type { Finding } from './model';

/** Parts of BPMN that Zeebe does not look at and Operaton would execute, resolve or fetch. */
const UNREAD = [
  'documentation',
  'ioSpecification',
  'properties',
  'resources',
  'dataInputAssociations',
  'dataOutputAssociations',
  'operationRef',
  'implementation',
  'language',
  'evaluatesToTypeRef',
  'imports',
  'relationships',
  'monitoring',
  'auditing',
  'rootElementRefs',
];
/** Attributes and elements of Zeebe's that describe a diagram for the modeler. */
const FOR_THE_MODELER = ['modelerTemplate', 'modelerTemplateVersion', 'modelerTemplateIcon', 'retryCounter'];

/** The elements below one that BPMN contains (references are not followed), depth first, with the element itself. */
function* contained(element: BpmnElement): Generator<BpmnElement> {
  yield element;
  const { properties } = (
    element as unknown as { $descriptor: { properties?: { name: string; isReference?: boolean }[] } }
  ).$descriptor;
  for (const { name, isReference } of properties ?? []) {
    const value: unknown = isReference ? undefined : element.get(name);
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (child !== null && typeof child === 'object' && '$descriptor' in child && '$type' in child) {
        yield* contained(child as unknown as BpmnElement);
      }
    }
  }
}

/** A document type could make the parser expand or fetch entities; no modeler writes one. */
export function documentTypeFinding(xml: string): Finding | undefined {
  return /<!(DOCTYPE|ENTITY)/i.test(xml)
    ? { code: 'not-supported', construct: 'xml', message: 'A document type declaration is not allowed' }
    : undefined;
}

/**
 * Takes out of a diagram whatever the translation does not write itself, so that nothing reaches Operaton that Zeebe would not have
 * read: foreign attributes and extension elements (class names, scripts, listeners), other languages, imports.
 */
export function sanitize(definitions: BpmnElement): void {
  for (const element of contained(definitions)) {
    for (const name of Object.keys(element.$attrs ?? {})) {
      if (!name.startsWith('xmlns') && !name.startsWith('xsi:')) {
        delete element.$attrs[name];
      }
    }
    for (const name of element.$type.startsWith('bpmn:') ? [...UNREAD, ...FOR_THE_MODELER] : []) {
      if (element[name] !== undefined) {
        delete element[name];
      }
    }
  }
}

/** Extension elements stay only where the translation has put its own. */
export function dropExtensions(definitions: BpmnElement, kept: ReadonlySet<BpmnElement>): void {
  for (const element of contained(definitions)) {
    if (element.$type.startsWith('bpmn:') && element.extensionElements && !kept.has(element)) {
      delete element.extensionElements;
    }
  }
}
