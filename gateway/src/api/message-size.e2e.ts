import { randomUUID } from 'node:crypto';
import { authorization } from './caller.support';
import { commandClient, deploy, diagram, jobTask } from './commands.support';

jest.setTimeout(60_000);

const { call, post } = commandClient();
const id = `size-${randomUUID().slice(0, 8)}`;
const MEGABYTE = 1024 * 1024;
const tooLarge = { text: 'x'.repeat(4 * MEGABYTE) };
const REFUSAL = {
  status: 400,
  title: 'INVALID_ARGUMENT',
  detail: 'Request size is above configured maxMessageSize.',
};

/** A file of the form of a deployment or a document. */
async function upload(path: string, part: string, name: string, content: string) {
  const form = new FormData();
  form.set(part, new Blob([content]), name);
  const answer = await fetch(`${process.env.GATEWAY_URL}/v2${path}`, {
    method: 'POST',
    headers: await authorization(),
    body: form,
  });
  return { type: answer.headers.get('content-type'), body: (await answer.json()) as object };
}

const instances = async () =>
  (await call('POST', '/process-instances/search', { filter: { processDefinitionId: id } })).body.page
    .totalItems as number;

beforeAll(() => deploy(`${id}.bpmn`, diagram(id, [jobTask('work', id)])));

describe('A request of more than 4 MB is refused as by a cluster, and nothing of it is done', () => {
  it('an instance', async () => {
    expect(
      (await call('POST', '/process-instances', { processDefinitionId: id, variables: tooLarge })).body,
    ).toMatchObject(REFUSAL);
    expect(await instances()).toBe(0);
  });

  it('the completion of a job, which goes on waiting', async () => {
    await post('/process-instances', { processDefinitionId: id, variables: { text: 'first' } });
    const activation = {
      type: id,
      timeout: 60_000,
      maxJobsToActivate: 1,
      requestTimeout: 20_000,
      fetchVariable: ['none'],
    };
    const { jobKey, processInstanceKey } = (await post('/jobs/activation', activation)).jobs[0];
    expect((await call('POST', `/jobs/${jobKey}/completion`, { variables: tooLarge })).body).toMatchObject(REFUSAL);
    await post(`/jobs/${jobKey}/completion`, { variables: { text: 'short' } });
    const found = await post('/variables/search', { filter: { processInstanceKey, value: JSON.stringify('short') } });
    expect(found.items).toHaveLength(1);
  });

  it('a deployment, of one resource or of all together', async () => {
    const comment = `<!--${'x'.repeat(5 * MEGABYTE)}-->`;
    const answer = await upload(
      '/deployments',
      'resources',
      `${id}-large.bpmn`,
      `${diagram(`${id}-large`, [])}${comment}`,
    );
    expect(answer).toMatchObject({
      type: expect.stringContaining('application/problem+json') as string,
      body: REFUSAL,
    });
    const { body } = await call('POST', '/process-definitions/search', {
      filter: { processDefinitionId: `${id}-large` },
    });
    expect(body.page.totalItems).toBe(0);
  });
});

it('A document may have 10 MB, and not more', async () => {
  const answer = await upload('/documents', 'file', 'a.txt', 'x'.repeat(10 * MEGABYTE + 1));
  expect(answer.body).toMatchObject({ status: 413, detail: 'Maximum upload size exceeded' });
  expect((await upload('/documents', 'file', 'a.txt', 'x'.repeat(5 * MEGABYTE))).body).toMatchObject({
    metadata: { size: 5 * MEGABYTE },
  });
});

describe('A text variable may be as long as a request', () => {
  const variable = async (processInstanceKey: string) => {
    const { items } = await post('/variables/search', { filter: { processInstanceKey, name: 'text' } });
    return (await call('GET', `/variables/${items[0].variableKey}`)).body.value as string;
  };

  it.each([
    ['4000 characters, which have room in the row of the variable', '街'.repeat(4000)],
    ['4001', '街'.repeat(4001)],
    ['three million', `"${'x'.repeat(3 * MEGABYTE)}"`],
  ])('%s: it is worked on, found and replaced', async (_what, text) => {
    const { processInstanceKey } = await post('/process-instances', { processDefinitionId: id, variables: { text } });
    const activation = { type: id, timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 20_000 };
    const [job] = (await post('/jobs/activation', activation)).jobs;
    expect(job.variables.text).toBe(text);
    expect(await variable(processInstanceKey)).toBe(JSON.stringify(text));
    const found = { processInstanceKey, variables: [{ name: 'text', value: JSON.stringify(text) }] };
    expect((await post('/process-instances/search', { filter: found })).items).toHaveLength(1);

    await call('PUT', `/element-instances/${processInstanceKey}/variables`, { variables: { text: 'short' } });
    expect(await variable(processInstanceKey)).toBe('"short"');
    await post(`/jobs/${job.jobKey}/completion`, { variables: { text } });
    expect(await variable(processInstanceKey)).toBe(JSON.stringify(text));
  });

  it('also in a decision, and in what is kept of its evaluation', async () => {
    const decision = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}-drg" name="d" namespace="t">
      <decision id="${id}-d" name="d"><decisionTable id="t" hitPolicy="UNIQUE">
        <input id="i"><inputExpression id="e" typeRef="string"><text>text</text></inputExpression></input><output id="o" name="twice" typeRef="string" />
        <rule id="r"><inputEntry id="ie"><text></text></inputEntry><outputEntry id="oe"><text>text + text</text></outputEntry></rule>
      </decisionTable></decision></definitions>`;
    await deploy(`${id}-d.dmn`, decision);
    const text = '路'.repeat(4001);
    const evaluation = { decisionDefinitionId: `${id}-d`, variables: { text } };
    const { output, decisionInstanceKey } = await post('/decision-definitions/evaluation', evaluation);
    expect(JSON.parse(output as string)).toBe(text + text);
    const { items } = await post('/decision-instances/search', {
      filter: { decisionEvaluationKey: decisionInstanceKey },
    });
    expect(JSON.parse(items[0].result as string)).toBe(text + text);
  });
});
