// Packages that ship no types: the part of each that the pages call.
declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: object;
  export const BpmnPropertiesProviderModule: object;
  export const ZeebePropertiesProviderModule: object;
}
declare module '@bpmn-io/element-template-chooser' {
  const chooser: object;
  export default chooser;
}
declare module 'bpmn-js-element-templates' {
  export const CloudElementTemplatesPropertiesProviderModule: object;
}
declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud' {
  const behaviors: object;
  export default behaviors;
}
declare module 'rollup-plugin-bpmnlint' {
  export default function bpmnlint(): import('vite').Plugin;
}
declare module 'bpmn-js-bpmnlint' {
  const lint: object;
  export default lint;
}
declare module '*/.bpmnlintrc' {
  const config: object;
  export default config;
}
declare module 'bpmn-js-differ' {
  /** An element of either diagram. */
  export interface Differing {
    id: string;
    name?: string;
    $type: string;
  }
  export function diff(
    before: unknown,
    after: unknown,
  ): {
    _added: Record<string, Differing>;
    _removed: Record<string, Differing>;
    _changed: Record<string, { model: Differing; attrs: Record<string, { oldValue: unknown; newValue: unknown }> }>;
    _layoutChanged: Record<string, Differing>;
  };
}
declare module 'bpmn-js-i18n/translations/zn' {
  const words: Record<string, string>;
  export default words;
}
declare module 'dmn-js/lib/Modeler' {
  export default class DmnModeler {
    constructor(options: object);
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(options?: { format?: boolean }): Promise<{ xml: string }>;
    getViews(): { type: string; id: string; element: { id: string } }[];
    getActiveView(): { type: string; id: string } | undefined;
    open(view: object): Promise<unknown>;
    getActiveViewer(): { get(name: string): unknown } | undefined;
    on(event: string, handler: (event: never) => void): void;
    destroy(): void;
  }
}
declare module 'dmn-moddle' {
  export class DmnModdle {
    fromXML(xml: string): Promise<{ rootElement: unknown; elementsById: Record<string, unknown> }>;
  }
}
declare module 'zeebe-bpmn-moddle/resources/zeebe.json' {
  const descriptor: object;
  export default descriptor;
}
declare module 'bpmn-moddle' {
  export default class BpmnModdle {
    constructor(packages?: object);
    fromXML(xml: string): Promise<{ rootElement: unknown; elementsById: Record<string, unknown> }>;
  }
}
