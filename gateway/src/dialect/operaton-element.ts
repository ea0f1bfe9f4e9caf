import type { BpmnElement } from './bpmn';
import { feelText, isExpression } from './juel';

export const OPERATON_NAMESPACE = 'http://operaton.org/schema/1.0/bpmn';
/** What Operaton's XML cannot say, for the engine plug-in (DialectParseListener reads it). */
export const DIALECT_NAMESPACE = 'urn:hotline:zeebe-dialect:1';

interface Factory {
  create(type: string, properties?: object): BpmnElement;
  createAny(name: string, namespace: string, properties?: object): BpmnElement;
}

/** Collects what Operaton needs of one element and writes it as attributes and extension elements, in Zeebe's stead. */
export class OperatonElement {
  private readonly properties: [string, string][] = [];
  private readonly others: BpmnElement[] = [];

  constructor(
    private readonly factory: Factory,
    readonly element: BpmnElement,
  ) {}

  attribute(name: string, value: string): this {
    this.element.$attrs[`operaton:${name}`] = value;
    return this;
  }

  property(name: string, value: string): this {
    this.properties.push([name, value]);
    return this;
  }

  /** An extension element of Operaton's: `in`, `out`. */
  child(name: string, attributes: Record<string, string>): this {
    this.others.push(this.any('operaton', name, attributes));
    return this;
  }

  /** An element for the plug-in: `input`, `output`, `key`, `value`. */
  dialect(name: string, attributes: Record<string, string>, text: string): this {
    this.others.push(this.any('dialect', name, attributes, undefined, text));
    return this;
  }

  /** One value for the plug-in. */
  value(name: string, text: string): this {
    return this.dialect('value', { name }, text);
  }

  /** An expression that the plug-in parses when the process is deployed; static values need no look. */
  check(text: string | undefined): this {
    return text !== undefined && isExpression(text) ? this.dialect('check', {}, feelText(text)) : this;
  }

  /** Replaces the element's extension elements; called once, when every construct has spoken. */
  write(): void {
    const values = [...this.others];
    if (this.properties.length > 0) {
      values.push(
        this.any(
          'operaton',
          'properties',
          {},
          this.properties.map(([name, value]) => this.any('operaton', 'property', { name, value })),
        ),
      );
    }
    if (values.length === 0) {
      delete this.element.extensionElements;
      return;
    }
    const holder = this.factory.create('bpmn:ExtensionElements', { values });
    holder.$parent = this.element;
    for (const value of values) {
      value.$parent = holder;
    }
    this.element.extensionElements = holder;
  }

  private any(
    prefix: 'operaton' | 'dialect',
    name: string,
    attributes: Record<string, string>,
    $children?: BpmnElement[],
    $body?: string,
  ) {
    return this.factory.createAny(`${prefix}:${name}`, prefix === 'operaton' ? OPERATON_NAMESPACE : DIALECT_NAMESPACE, {
      ...attributes,
      ...($children ? { $children } : {}),
      ...($body === undefined ? {} : { $body }),
    });
  }
}
