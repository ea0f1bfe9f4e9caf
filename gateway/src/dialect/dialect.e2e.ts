import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TestEngine, eventually } from '../../test/engine';
import { fromOperatonAll } from '../operaton/variables';
import { diagram, type DialectCase, type Step } from './dialect.cases';
import { translateBpmn, type ElementModel } from './index';

const FAMILIES = ['tasks', 'events', 'gateways', 'flows', 'containers', 'extensions'];
const CONSTRUCTS = FAMILIES.flatMap((family) =>
  readdirSync(join(__dirname, family))
    .filter((file) => file.endsWith('.cases.ts'))
    .map((file) => `${family}/${file.slice(0, -'.cases.ts'.length)}`),
);

jest.setTimeout(60_000);

const engine = new TestEngine();

async function take(step: Step, instance: string, elements: Map<string, ElementModel>): Promise<void> {
  if ('job' in step) {
    const job = await engine.job(step.job);
    expect(fromOperatonAll(job.variables)).toMatchObject(step.sees ?? {});
    for (const [name, value] of Object.entries(step.headers ?? {})) {
      expect(job.extensionProperties[`header:${name}`]).toBe(value);
    }
    await (step.error === undefined
      ? engine.completeJob(job, elements.get(job.activityId), { ...step.variables })
      : engine.throwError(job, step.error, { ...step.variables }));
  } else if ('task' in step) {
    const task = await engine.task(instance, step.task);
    expect(task).toMatchObject(step.sees ?? {});
    if (step.groups ?? step.users) {
      const links = (await engine.candidates(task.id)).filter((link) => link.type === 'candidate');
      expect(links.flatMap((link) => link.groupId ?? []).sort()).toEqual(step.groups ?? []);
      expect(links.flatMap((link) => link.userId ?? []).sort()).toEqual(step.users ?? []);
    }
    await engine.completeTask(task.id, elements.get(step.task), { ...step.variables });
  } else if ('message' in step) {
    await engine.message(step.message, step.key, elements.get(step.at ?? ''), { ...step.variables });
  } else if ('signal' in step) {
    await engine.signal(step.signal, { ...step.variables });
  } else if ('timer' in step) {
    const due = await engine.fireTimer(instance, step.timer);
    if (step.due !== undefined) {
      expect(Math.abs((Date.parse(due) - Date.now()) / 1000 - step.due)).toBeLessThan(30);
    }
  } else {
    const incident = await engine.incident(instance);
    expect(incident).toMatchObject({
      activityId: step.incident,
      incidentMessage: expect.stringContaining(step.says) as string,
    });
    if (step.variables) {
      await engine.setVariables(instance, { ...step.variables });
      await engine.retryJob(incident.configuration);
    }
  }
}

async function run(test: DialectCase): Promise<void> {
  const { xml, processes } = await translateBpmn('case.bpmn', diagram(test.body, test.roots));
  const deployment = await engine.deploy({ 'case.bpmn': xml, ...(test.dmn ? { 'case.dmn': test.dmn } : {}) });
  const elements = new Map(processes.flatMap((process) => process.elements.map((element) => [element.id, element])));
  try {
    const instance = await engine.start('case', { ...test.start });
    for (const step of test.steps ?? []) {
      await take(step, instance, elements);
    }
    if (test.waitsAt) {
      const expected = [...test.waitsAt].sort();
      await eventually(
        async () => {
          const open = (await engine.path(instance)).filter((row) => !row.endTime).map((row) => row.activityId);
          return JSON.stringify(open.sort()) === JSON.stringify(expected) ? true : undefined;
        },
        `waiting at ${expected.join(', ')}`,
      ).catch(async (error: unknown) => {
        const open = (await engine.path(instance)).filter((row) => !row.endTime).map((row) => row.activityId);
        expect(open.sort()).toEqual(expected);
        throw error;
      });
    } else {
      await eventually(
        async () => ((await engine.state(instance)) === 'ACTIVE' ? undefined : true),
        'the end of the instance',
      ).catch(async (error: unknown) => {
        const rows = await engine.path(instance);
        throw new Error(
          `${String(error)}; open: ${rows
            .filter((row) => !row.endTime)
            .map((row) => row.activityId)
            .join(', ')}`,
        );
      });
      expect(await engine.state(instance)).toBe('COMPLETED');
    }
    if (test.path) {
      const path = (await engine.path(instance)).map((row) => `${row.canceled ? '-' : ''}${row.activityId}`);
      expect([...path].sort()).toEqual([...test.path].sort());
    }
    if (test.variables) {
      expect(await engine.variables(instance)).toEqual(test.variables);
    }
  } finally {
    await engine.undeploy(deployment);
  }
}

describe.each(CONSTRUCTS)('%s on the engine', (construct) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { cases } = require(`./${construct}.cases`) as { cases: DialectCase[] };

  it.each(cases.map((test) => [test.name, test] as const))('%s', (_name, test) => run(test));
});
