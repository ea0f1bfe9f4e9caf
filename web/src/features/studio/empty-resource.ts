import type { File, ResourceKind } from './studio.request';

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What a new diagram, table or form starts as. */
export function emptyResource(kind: ResourceKind, id: string, title: string): File {
  const name = escaped(title);
  if (kind === 'form') {
    const form = { type: 'default', id, schemaVersion: 17, components: [{ type: 'text', text: `# ${title}` }] };
    return { name: `${id}.form`, content: JSON.stringify(form, null, 2) };
  }
  if (kind === 'decision') {
    return {
      name: `${id}.dmn`,
      content: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="definitions-${id}" name="${name}" namespace="http://hotline/dmn">
  <decision id="${id}" name="${name}">
    <decisionTable id="table-${id}" hitPolicy="FIRST">
      <input id="input-1" label="${name}"><inputExpression id="expression-1" typeRef="string"><text></text></inputExpression></input>
      <output id="output-1" name="result" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="diagram-1"><dmndi:DMNShape id="shape-1" dmnElementRef="${id}"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
`,
    };
  }
  return {
    name: `${id}.bpmn`,
    content: `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions-${id}" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
  <bpmn:process id="${id}" name="${name}" isExecutable="true">
    <bpmn:startEvent id="start" name="开始" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram-1"><bpmndi:BPMNPlane id="plane-1" bpmnElement="${id}"><bpmndi:BPMNShape id="shape-start" bpmnElement="start"><dc:Bounds x="180" y="160" width="36" height="36" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
`,
  };
}
