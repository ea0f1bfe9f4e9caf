import type { ElementModel } from '../src/dialect';
import { CORRELATION_VARIABLE } from '../src/dialect';
import { fromOperatonAll, toOperaton, toOperatonAll, type OperatonVariable } from '../src/operaton/variables';

type Json = Record<string, unknown>;

export interface ExternalTask {
  id: string;
  activityId: string;
  retries: number | null;
  variables: Record<string, OperatonVariable>;
  extensionProperties: Record<string, string>;
}

export interface HistoricActivity {
  activityId: string;
  canceled: boolean;
  endTime: string | null;
}

const WORKER = 'dialect-test';
const WAIT_MS = 15_000;
const POLL_MS = 40;

/** Asks until the answer is there; engine work behind a command may be asynchronous. */
export async function eventually<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; await new Promise((r) => setTimeout(r, POLL_MS))) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
  }
  throw new Error(`not within ${WAIT_MS} ms: ${what}`);
}

/** The engine's REST API as far as the tests of the dialect drive it; each command as the gateway would send it. */
export class TestEngine {
  private readonly url = process.env.ENGINE_URL!.replace(/\/$/, '');
  private readonly authorization = `Basic ${Buffer.from(`${process.env.ENGINE_USER}:${process.env.ENGINE_PASSWORD}`).toString('base64')}`;

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: this.authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async deploy(files: Record<string, string>): Promise<string> {
    const form = new FormData();
    form.set('deployment-name', 'dialect-test');
    for (const [name, content] of Object.entries(files)) {
      form.set(name, new Blob([content]), name);
    }
    const response = await fetch(`${this.url}/deployment/create`, {
      method: 'POST',
      headers: { authorization: this.authorization },
      body: form,
    });
    const answer = (await response.json()) as { id: string; message?: string };
    if (!response.ok) {
      throw new Error(`deployment: ${answer.message}`);
    }
    return answer.id;
  }

  undeploy(deployment: string): Promise<void> {
    return this.call('DELETE', `/deployment/${deployment}?cascade=true`);
  }

  async start(process: string, variables: Json): Promise<string> {
    const { id } = await this.call<{ id: string }>('POST', `/process-definition/key/${process}/start`, {
      variables: toOperatonAll(variables),
    });
    return id;
  }

  /** Locks one job of the topic, wherever it is among the instance and what it called. */
  job(topic: string): Promise<ExternalTask> {
    return eventually(async () => {
      const [task] = await this.call<ExternalTask[]>('POST', '/external-task/fetchAndLock', {
        workerId: WORKER,
        maxTasks: 1,
        topics: [{ topicName: topic, lockDuration: 60_000, includeExtensionProperties: true }],
      });
      return task;
    }, `a job of type ${topic}`);
  }

  completeJob(task: ExternalTask, element: ElementModel | undefined, variables: Json): Promise<void> {
    return this.call('POST', `/external-task/${task.id}/complete`, {
      workerId: WORKER,
      [element?.hasOutputMappings ? 'localVariables' : 'variables']: toOperatonAll(variables),
    });
  }

  throwError(task: ExternalTask, errorCode: string, variables: Json): Promise<void> {
    return this.call('POST', `/external-task/${task.id}/bpmnError`, {
      workerId: WORKER,
      errorCode,
      errorMessage: 'thrown by the test',
      variables: toOperatonAll(variables),
    });
  }

  async task(root: string, element: string): Promise<Json & { id: string }> {
    return eventually(async () => {
      for (const instance of await this.family(root)) {
        const [task] = await this.call<(Json & { id: string })[]>(
          'GET',
          `/task?processInstanceId=${instance}&taskDefinitionKey=${element}`,
        );
        if (task) {
          return task;
        }
      }
      return undefined;
    }, `user task ${element}`);
  }

  candidates(taskId: string): Promise<{ groupId: string | null; userId: string | null; type: string }[]> {
    return this.call('GET', `/task/${taskId}/identity-links`);
  }

  async completeTask(taskId: string, element: ElementModel | undefined, variables: Json): Promise<void> {
    if (element?.hasOutputMappings) {
      await this.call('POST', `/task/${taskId}/localVariables`, { modifications: toOperatonAll(variables) });
    }
    await this.call('POST', `/task/${taskId}/complete`, {
      variables: element?.hasOutputMappings ? {} : toOperatonAll(variables),
    });
  }

  /** Correlates with the one subscription that holds the key; `element` is where the subscription is. */
  async message(name: string, key: string, element: ElementModel | undefined, variables: Json): Promise<void> {
    await eventually(async () => {
      const found = await this.call<unknown[]>('POST', '/execution', {
        messageEventSubscriptionName: name,
        variables: [{ name: CORRELATION_VARIABLE(name), operator: 'eq', value: key }],
      });
      return found.length > 0 ? true : undefined;
    }, `a subscription to ${name} with key ${key}`);
    const values = toOperatonAll(variables);
    const target =
      element?.type === 'START_EVENT'
        ? 'processVariablesToTriggeredScope'
        : element?.hasOutputMappings
          ? 'processVariablesLocal'
          : 'processVariables';
    await this.call('POST', '/message', {
      messageName: name,
      localCorrelationKeys: { [CORRELATION_VARIABLE(name)]: toOperaton(key) },
      [target]: values,
    });
  }

  signal(name: string, variables: Json): Promise<void> {
    return this.call('POST', '/signal', { name, variables: toOperatonAll(variables) });
  }

  /** Fires the timer of an element now, whatever its due date is; answers the due date it had. */
  async fireTimer(root: string, element: string): Promise<string> {
    const job = await this.timer(root, element);
    await this.call('POST', `/job/${job.id}/execute`);
    return job.dueDate;
  }

  async timer(root: string, element: string): Promise<{ id: string; dueDate: string }> {
    return eventually(async () => {
      for (const instance of await this.family(root)) {
        const [job] = await this.call<{ id: string; dueDate: string }[]>(
          'GET',
          `/job?processInstanceId=${instance}&activityId=${element}&timers=true`,
        );
        if (job) {
          return job;
        }
      }
      return undefined;
    }, `the timer of ${element}`);
  }

  async incident(root: string): Promise<{ activityId: string; incidentMessage: string; configuration: string }> {
    return eventually(async () => {
      for (const instance of await this.family(root)) {
        const [incident] = await this.call<
          { activityId: string; incidentMessage: string; configuration: string; incidentType: string }[]
        >('GET', `/incident?processInstanceId=${instance}`);
        if (incident?.configuration) {
          return incident;
        }
      }
      return undefined;
    }, 'an incident');
  }

  async setVariables(instance: string, variables: Json): Promise<void> {
    await this.call('POST', `/process-instance/${instance}/variables`, { modifications: toOperatonAll(variables) });
  }

  async retryJob(job: string): Promise<void> {
    await this.call('PUT', `/job/${job}/retries`, { retries: 1 });
  }

  async state(instance: string): Promise<string> {
    return (await this.call<{ state: string }>('GET', `/history/process-instance/${instance}`)).state;
  }

  path(instance: string): Promise<HistoricActivity[]> {
    return this.call('GET', `/history/activity-instance?processInstanceId=${instance}`);
  }

  /** The variables of the process itself; a hidden one and one of an inner scope is not among them. */
  async variables(instance: string): Promise<Json> {
    const rows = await this.call<(OperatonVariable & { name: string; activityInstanceId: string })[]>(
      'GET',
      `/history/variable-instance?processInstanceId=${instance}&deserializeValues=false`,
    );
    return fromOperatonAll(
      Object.fromEntries(rows.filter((row) => row.activityInstanceId === instance).map((row) => [row.name, row])),
    );
  }

  async cancel(instance: string): Promise<void> {
    await this.call('DELETE', `/process-instance/${instance}?skipCustomListeners=true`).catch(() => undefined);
  }

  /** An instance and all that it called, running ones only. */
  private async family(root: string): Promise<string[]> {
    const called = await this.call<{ id: string }[]>('GET', `/process-instance?superProcessInstance=${root}`);
    const below = await Promise.all(called.map(({ id }) => this.family(id)));
    return [root, ...below.flat()];
  }
}
