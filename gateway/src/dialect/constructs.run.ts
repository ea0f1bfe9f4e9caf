import { camunda, eventually, NOW, PATIENCE_MS, type Row } from './constructs.client';
import type { ConstructCase, Step } from './constructs.cases';

const sorted = (list: string[]) => [...list].sort();

/** Camunda's element types by element id, read off the diagram. */
function typesOf(bpmn: string): Map<string, string> {
  const types = new Map<string, string>();
  for (const [, tag, attributes] of bpmn.matchAll(/<bpmn:(\w+)((?:\s[^>]*?)?)\/?>/g)) {
    const id = /\bid="([^"]+)"/.exec(attributes!)?.[1];
    const type = tag === 'subProcess' && attributes!.includes('triggeredByEvent="true"') ? 'eventSubProcess' : tag!;
    if (id) {
      types.set(id, type.replace(/([A-Z])/g, '_$1').toUpperCase());
    }
  }
  return types;
}

/** One case of the construct table, from its deployment to what it must leave. */
export class CaseRun {
  private instance = '';
  /** The answer to a command that waits for listeners: true, or the refusal. */
  private waiting: Promise<true | string> | undefined;

  constructor(
    private readonly id: string,
    private readonly test: ConstructCase,
    private readonly resources: File[],
  ) {}

  async run(): Promise<void> {
    const { test } = this;
    if (test.refused) {
      await this.expectRefusal(test.refused);
      return;
    }
    await camunda.createDeployment({ resources: this.resources } as never);
    if (test.start !== null) {
      const created = await camunda.createProcessInstance({
        processDefinitionId: this.id,
        variables: test.start ?? {},
      } as never);
      this.instance = String(created.processInstanceKey);
    }
    for (const step of test.steps ?? []) {
      await this.take(step);
    }
    await this.expectEnd();
  }

  private async expectRefusal({ element, reason }: { element: string; reason: string }): Promise<void> {
    const refused = (await camunda.createDeployment({ resources: this.resources } as never).then(
      () => undefined,
      (error: unknown) => error,
    )) as { status?: number; detail?: string; message?: string } | undefined;
    expect(refused).toBeDefined();
    const text = `${refused!.detail ?? ''} ${refused!.message ?? ''} ${JSON.stringify(refused)}`;
    expect({ status: refused!.status, text }).toEqual({ status: 400, text: expect.stringContaining(reason) as string });
    expect(text).toContain(this.id);
    expect(text).toContain(element);
    const { items } = await camunda.searchProcessDefinitions({ filter: { processDefinitionId: this.id } }, NOW);
    expect(items).toEqual([]);
  }

  /** The instance under test; one that the test did not start is found by its process. */
  private async key(): Promise<string> {
    this.instance ||= await eventually(async () => {
      const { items } = await camunda.searchProcessInstances({ filter: { processDefinitionId: this.id } }, NOW);
      return (items?.[0] as unknown as Row | undefined)?.processInstanceKey;
    }, `an instance of ${this.id}`);
    return this.instance;
  }

  private async take(step: Step): Promise<void> {
    if ('job' in step) {
      await this.work(step);
    } else if ('task' in step) {
      await this.complete(step);
    } else if ('message' in step) {
      await camunda.publishMessage({
        name: `${this.id}:${step.message}`,
        correlationKey: step.key,
        timeToLive: PATIENCE_MS,
        variables: step.variables ?? {},
      } as never);
    } else if ('signal' in step) {
      await camunda.broadcastSignal({
        signalName: `${this.id}:${step.signal}`,
        variables: step.variables ?? {},
      } as never);
    } else if ('incident' in step) {
      await this.resolve(step);
    } else if ('activate' in step) {
      await this.activate(step);
    } else if ('answered' in step) {
      await this.expectAnswer(step.answered);
    } else if ('active' in step) {
      await this.expectActive(step.active);
    } else {
      await camunda.cancelProcessInstance({ processInstanceKey: await this.key() });
    }
  }

  private async work(step: Extract<Step, { job: string }>): Promise<void> {
    const job = await eventually(async () => {
      const { jobs } = await camunda.activateJobs({
        // a type of Zeebe's own is the same for every process
        type: step.job.includes(':') ? step.job : `${this.id}:${step.job}`,
        maxJobsToActivate: 1,
        timeout: 120_000,
        requestTimeout: 5_000,
        worker: 'constructs',
      });
      return jobs[0];
    }, `a job of the type ${step.job}`);
    for (const key of [job.jobKey, job.elementInstanceKey, job.processInstanceKey, job.processDefinitionKey]) {
      expect(String(key)).toMatch(/^\d+$/);
    }
    const { at, to = 'UNSPECIFIED' } = step.listens ?? {};
    const listener = ['START', 'END'].includes(to) ? 'EXECUTION_LISTENER' : 'TASK_LISTENER';
    const kind = { kind: at ? listener : 'BPMN_ELEMENT', listenerEventType: to };
    expect(job).toMatchObject({ ...kind, ...(at ? { elementId: at } : {}) });
    expect((job as { userTask?: object }).userTask ?? {}).toMatchObject(step.userTask ?? {});
    if (at) {
      const { items } = await camunda.searchJobs({ filter: { ...kind, type: job.type, elementId: at } } as never, NOW);
      expect((items as unknown as Row[]).map(({ jobKey }) => jobKey)).toContain(job.jobKey);
    }
    expect(job.variables).toMatchObject(step.sees ?? {});
    for (const name of step.blind ?? []) {
      expect(job.variables).not.toHaveProperty(name);
    }
    expect(job.customHeaders).toMatchObject(step.headers ?? {});
    expect(job.retries).toBe(step.retries ?? job.retries);
    const answer = this.answer(job, step);
    if (step.rejected) {
      const refused = await answer.then(
        () => undefined,
        (error: unknown) => JSON.stringify(error),
      );
      expect(refused).toContain(step.rejected);
      return;
    }
    await answer;
  }

  /** What the worker says of its job. */
  private async answer(job: { jobKey: string }, step: Extract<Step, { job: string }>): Promise<void> {
    if (step.error) {
      await camunda.throwJobError({
        jobKey: job.jobKey,
        errorCode: step.error.code,
        errorMessage: step.error.message ?? '',
        variables: step.error.variables ?? {},
      } as never);
    } else if (step.fail) {
      await camunda.failJob({
        jobKey: job.jobKey,
        retries: step.fail.retries,
        errorMessage: step.fail.message,
      });
    } else {
      await camunda.completeJob({
        jobKey: job.jobKey,
        variables: step.complete ?? {},
        ...(step.result ? { result: { type: 'userTask', ...step.result } } : {}),
      } as never);
    }
  }

  private async complete(step: Extract<Step, { task: string }>): Promise<void> {
    const processInstanceKey = await this.key();
    const task = await eventually(async () => {
      const { items } = await camunda.searchUserTasks(
        { filter: { processInstanceKey, elementId: step.task, state: step.state ?? 'CREATED' } } as never,
        NOW,
      );
      return items?.[0] as unknown as Row | undefined;
    }, `a user task at ${step.task}`);
    expect(task).toMatchObject(step.sees ?? {});
    const userTaskKey = task.userTaskKey as never;
    if (step.form !== undefined) {
      const form = (await camunda.getUserTaskForm({ userTaskKey }, NOW)) as unknown as { schema: string };
      expect(JSON.stringify(form.schema)).toContain(step.form);
    }
    const command = this.command(task, step);
    if (step.later) {
      this.waiting = command.then(
        () => true as const,
        (error: unknown) => JSON.stringify(error),
      );
    } else {
      await command;
    }
  }

  private async command(task: Row, step: Extract<Step, { task: string }>): Promise<void> {
    const { userTaskKey, elementInstanceKey } = task as never;
    if (step.complete) {
      await camunda.completeUserTask({ userTaskKey, variables: step.complete } as never);
    } else if (step.assign !== undefined) {
      await camunda.assignUserTask({ userTaskKey, assignee: step.assign });
    } else if (step.update) {
      await camunda.updateUserTask({ userTaskKey, changeset: step.update } as never);
    } else if (step.set) {
      await camunda.createElementInstanceVariables({ elementInstanceKey, variables: step.set, local: true } as never);
    }
  }

  private async activate(step: Extract<Step, { activate: string }>): Promise<void> {
    const adHoc = await eventually(
      async () => (await this.elements()).find((row) => row.elementId === step.activate && row.state === 'ACTIVE'),
      `the ad-hoc sub-process ${step.activate}`,
    );
    const answer = await camunda
      .activateAdHocSubProcessActivities({
        adHocSubProcessInstanceKey: adHoc.elementInstanceKey,
        elements: step.elements,
        cancelRemainingInstances: step.cancel ?? false,
      } as never)
      .then(
        () => '',
        (error: unknown) => JSON.stringify(error),
      );
    expect(answer).toContain(step.rejected ?? '');
    expect(answer === '').toBe(step.rejected === undefined);
  }

  private async expectAnswer(expected: true | string): Promise<void> {
    const answer = await this.waiting;
    expect(answer).toEqual(expected === true ? true : expect.stringContaining(expected));
  }

  private async resolve(step: Extract<Step, { incident: string }>): Promise<void> {
    const processInstanceKey = await this.key();
    const open = async () =>
      ((await camunda.searchIncidents({ filter: { processInstanceKey, state: 'ACTIVE' } } as never, NOW)).items ??
        []) as unknown as Row[];
    let seen: Row[] = [];
    const incident = await eventually(
      async () => {
        seen = await open();
        return seen.find((row) => row.elementId === step.incident);
      },
      `an incident at ${step.incident}`,
      () => seen,
    );
    expect(incident).toMatchObject({
      errorType: step.type,
      errorMessage: expect.stringContaining(step.says ?? '') as string,
    });
    if (step.set) {
      await camunda.createElementInstanceVariables({
        elementInstanceKey: processInstanceKey,
        variables: step.set,
      } as never);
    }
    if (step.resolve !== false) {
      await camunda.resolveIncident({ incidentKey: incident.incidentKey } as never);
      await eventually(
        async () => ((await open()).some((row) => row.incidentKey === incident.incidentKey) ? undefined : true),
        `the end of the incident at ${step.incident}`,
      );
    }
  }

  private async elements(): Promise<Row[]> {
    const { items } = await camunda.searchElementInstances(
      { filter: { processInstanceKey: await this.key() }, page: { limit: 200 } } as never,
      NOW,
    );
    return (items ?? []) as unknown as Row[];
  }

  private async expectActive(elements: string[]): Promise<void> {
    let seen: string[] = [];
    await eventually(
      async () => {
        seen = (await this.elements()).filter((row) => row.state === 'ACTIVE').map((row) => row.elementId!);
        return JSON.stringify(sorted(seen)) === JSON.stringify(sorted(elements)) ? true : undefined;
      },
      `the active elements ${elements.join(', ')}`,
      () => seen,
    );
  }

  private async expectEnd(): Promise<void> {
    const { test } = this;
    const state = test.state ?? 'COMPLETED';
    const processInstanceKey = await this.key();
    await eventually(
      async () => {
        const instance = await camunda.getProcessInstance({ processInstanceKey }, NOW);
        return instance.state === state ? true : undefined;
      },
      `the state ${state} of the instance`,
      () => undefined,
    ).catch(async (error: unknown) => {
      const rows = (await this.elements()).map((row) => `${row.state} ${row.elementId}`);
      throw new Error(`${String(error)}; elements: ${rows.join(', ')}`);
    });
    if (test.path) {
      await this.expectPath(test.path);
    }
    if (test.variables ?? test.without) {
      const { items } = await camunda.searchVariables(
        { filter: { processInstanceKey, scopeKey: processInstanceKey }, page: { limit: 100 } } as never,
        NOW,
      );
      const variables = Object.fromEntries(
        ((items ?? []) as unknown as Row[]).map((row) => [row.name!, JSON.parse(row.value!) as unknown]),
      );
      if (test.variables) {
        expect(variables).toEqual(test.variables);
      }
      for (const name of test.without ?? []) {
        expect(variables).not.toHaveProperty(name);
      }
    }
  }

  private async expectPath(path: string[]): Promise<void> {
    const types = typesOf(await this.resources[0]!.text());
    const marks: Record<string, string> = { COMPLETED: '', TERMINATED: '-', ACTIVE: '+' };
    const rows = (await this.elements()).filter((row) => row.type !== 'SEQUENCE_FLOW');
    const bodies = rows.filter((row) => row.type === 'MULTI_INSTANCE_BODY').map((row) => row.elementId!);
    expect(sorted(rows.map((row) => `${marks[row.state!]}${row.elementId}`))).toEqual(sorted(path));
    for (const row of rows) {
      expect(row.elementInstanceKey).toMatch(/^\d+$/);
      if (!bodies.includes(row.elementId!)) {
        expect(`${row.elementId} ${row.type}`).toBe(`${row.elementId} ${types.get(row.elementId!)}`);
      }
    }
  }
}
