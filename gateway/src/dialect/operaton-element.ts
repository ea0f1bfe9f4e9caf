import type { BpmnElement } from './bpmn';

export const OPERATON_NAMESPACE = 'http://operaton.org/schema/1.0/bpmn';

interface Factory {
  create(type: string, properties?: object): BpmnElement;
  createAny(name: string, namespace: string, properties?: object): BpmnElement;
}

/** Collects what Operaton needs of one element and writes it as attributes and extension elements, in Zeebe's stead. */
export class OperatonElement {
  private readonly properties: [string, string][] = [];
  private readonly inputs: [string, string][] = [];
  private readonly outputs: [string, string][] = [];
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

  input(name: string, value: string): this {
    this.inputs.push([name, value]);
    return this;
  }

  output(name: string, value: string): this {
    this.outputs.push([name, value]);
    return this;
  }

  /** Any other extension element: `in`, `out`, `executionListener`. */
  child(name: string, attributes: Record<string, string>): this {
    this.others.push(this.any(name, attributes));
    return this;
  }

  /** Replaces the element's extension elements; called once, when every construct has spoken. */
  write(): void {
    const values = [...this.others];
    if (this.properties.length > 0) {
      values.push(
        this.any(
          'properties',
          {},
          this.properties.map(([name, value]) => this.any('property', { name, value })),
        ),
      );
    }
    if (this.inputs.length + this.outputs.length > 0) {
      values.push(
        this.any('inputOutput', {}, [
          ...this.inputs.map(([name, $body]) => this.any('inputParameter', { name }, undefined, $body)),
          ...this.outputs.map(([name, $body]) => this.any('outputParameter', { name }, undefined, $body)),
        ]),
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

  private any(name: string, attributes: Record<string, string>, $children?: BpmnElement[], $body?: string) {
    return this.factory.createAny(`operaton:${name}`, OPERATON_NAMESPACE, {
      ...attributes,
      ...($children ? { $children } : {}),
      ...($body === undefined ? {} : { $body }),
    });
  }
}
