/** bpmn-moddle 9 ships no types; this is the part of it that the dialect calls. */
declare module 'bpmn-moddle' {
  class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(
      xml: string,
    ): Promise<{ rootElement: object; warnings: { message: string; property?: string; value?: string }[] }>;
    toXML(element: never, options?: { format?: boolean }): Promise<{ xml: string }>;
    create(type: string, properties?: object): object;
    createAny(name: string, namespace: string, properties?: object): object;
  }
  export = BpmnModdle;
}

/** Camunda's own table of what it supports since which version, in its linter. */
declare module 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/element-type/config' {
  const config: Record<string, string | Record<string, string>>;
  export = config;
}
