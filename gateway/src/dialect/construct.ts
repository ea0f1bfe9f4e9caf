import type { BpmnElement } from './bpmn';
import type { Finding } from './model';
import type { OperatonElement } from './operaton-element';

/** What a construct may use while it translates one element. */
export interface Translation {
  /** The Operaton side of an element, the one under translation or another that must help it (a scope, a process). */
  operaton(element: BpmnElement): OperatonElement;
  refuse: (element: BpmnElement, construct: string, message: string, code?: Finding['code']) => void;
  /**
   * The FEEL text of an attribute that must be an expression, or undefined after the refusal that says that it is a static value.
   */
  expression(element: BpmnElement, construct: string, text: string): string | undefined;
  /** What the diagram says of an element in words. */
  documentation(element: BpmnElement): string | undefined;
  /** A copy of a message or signal, for one event alone, under another name. */
  ownRoot(element: BpmnElement, root: BpmnElement, name: string): BpmnElement;
  /** The process that the element belongs to. */
  process: BpmnElement;
}

/** One construct of the dialect: the element types it speaks for and what it does to each. */
export interface Construct {
  types: readonly string[];
  translate(element: BpmnElement, translation: Translation): void;
}
