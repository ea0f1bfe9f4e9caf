import { authorization } from './caller.support';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const WAIT_MS = Number(process.env.GATEWAY_WAIT_MS ?? 0);
const isEmpty = (body: Json) => (body.items as unknown[] | undefined)?.length === 0;

/** Calls of a gateway's REST API as any HTTP client makes them. @param url the gateway; the one under test unless given */
export function commandClient(url = process.env.GATEWAY_URL) {
  const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: Json }> => {
    const answer = await fetch(`${url}/v2${path}`, {
      method,
      headers: { ...(await authorization()), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Json };
  };
  const post = async (path: string, body: unknown): Promise<Json> => {
    let answer = await call('POST', path, body);
    // our gateway's searches see what was done at once; a cluster's need a while
    for (const until = Date.now() + WAIT_MS; path.endsWith('/search') && isEmpty(answer.body) && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      answer = await call('POST', path, body);
    }
    if (answer.status >= 400) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const create = (processDefinitionId: string, more: object = {}): Promise<Json> =>
    post('/process-instances', { processDefinitionId, ...more });
  return { call, post, create, eventually };
}

/** Asks until it holds; the test's own time-out ends it. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Deploys one resource to the gateway under test. */
export async function deploy(name: string, content: string): Promise<Json> {
  const form = new FormData();
  form.set('resources', new Blob([content]), name);
  const answer = await fetch(`${process.env.GATEWAY_URL}/v2/deployments`, {
    method: 'POST',
    headers: await authorization(),
    body: form,
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Json;
}

/** A process of elements in a row after its start. @param start what makes the start event more than a none one */
export function diagram(id: string, elements: [id: string, xml: string][], start = '', root = ''): string {
  const ids = ['start', ...elements.map(([element]) => element), 'end'];
  const flows = ids
    .slice(1)
    .map((target, index) => `<bpmn:sequenceFlow id="f${index}" sourceRef="${ids[index]}" targetRef="${target}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d-${id}" targetNamespace="t">
${root}<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="start">${start}</bpmn:startEvent>
${elements.map(([, xml]) => xml).join('\n')}
<bpmn:endEvent id="end"/>${flows.join('\n')}</bpmn:process></bpmn:definitions>`;
}

export const jobTask = (id: string, type: string): [string, string] => [
  id,
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}"/></bpmn:extensionElements></bpmn:serviceTask>`,
];

export const userTask = (id: string): [string, string] => [
  id,
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask>`,
];

/** A message that a receive task with the same id waits for. */
export const receiveTask = (id: string): [string, string] => [
  id,
  `<bpmn:receiveTask id="${id}" messageRef="m-${id}"/>`,
];

export const message = (id: string, correlationKey?: string): string =>
  `<bpmn:message id="m-${id}" name="${id}">${
    correlationKey
      ? `<bpmn:extensionElements><zeebe:subscription correlationKey="=${correlationKey}"/></bpmn:extensionElements>`
      : ''
  }</bpmn:message>`;
