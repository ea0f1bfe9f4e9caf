import { Injectable } from '@nestjs/common';
import { traceparent } from '../observability/tracing';
import { camundaClient, type Loose, NOW } from './camunda-client';
import {
  EngineClient,
  type EngineDeployment,
  type EngineJob,
  type EngineMessage,
  type EnginePage,
  type EngineReach,
  type EngineResource,
  type EngineUserTask,
  type EngineVariable,
  engineStatusOf,
  type JobActivation,
  TRACE_VARIABLE,
  type UserTaskChange,
  type UserTaskQuery,
} from './engine-client';

type DeploymentInput = Parameters<Loose['createDeployment']>[0];
type DecisionInput = Parameters<Loose['evaluateDecision']>[0];
type UserTaskSearch = Parameters<Loose['searchUserTasks']>[0];
type UserTaskRow = Awaited<ReturnType<Loose['getUserTask']>>;

/** The orders of a list of user tasks: what presses comes first, then what has waited longest; by due date; by age. */
const ORDERS = {
  pressing: [
    { field: 'priority', order: 'DESC' },
    { field: 'creationDate', order: 'ASC' },
  ],
  due: [
    { field: 'dueDate', order: 'ASC' },
    { field: 'creationDate', order: 'ASC' },
  ],
  oldest: [{ field: 'creationDate', order: 'ASC' }],
};

/** The engine's own limit on a page, so that a look-up over many instances stays one request. */
const MAX_PAGE = 1000;

/** EngineClient over @camunda8/sdk's orchestration-cluster client. */
@Injectable()
export class CamundaEngineClient extends EngineClient {
  private get camunda(): Loose {
    return camundaClient();
  }

  async reach(): Promise<EngineReach> {
    try {
      await this.camunda.getTopology();
      return 'engine';
    } catch (error) {
      return engineStatusOf(error) === undefined ? 'nowhere' : 'api';
    }
  }

  async deploy(resources: EngineResource[]): Promise<EngineDeployment> {
    const files = resources.map(({ name, content }) => new File([content], name));
    // The loose client's types widen the branded keys, and File and the keys inside filters with them: name them again.
    const made = await this.camunda.createDeployment({ resources: files } as unknown as DeploymentInput);
    return {
      key: String(made.deploymentKey),
      processes: made.processes.map((process) => ({
        id: process.processDefinitionId,
        version: process.processDefinitionVersion,
        resource: process.resourceName,
      })),
      decisions: made.decisions.map((decision) => ({
        id: String(decision.decisionDefinitionId),
        version: Number(decision.version),
      })),
      forms: made.forms.map((form) => ({
        id: String(form.formId),
        version: Number(form.version),
        resource: String(form.resourceName),
      })),
    };
  }

  async publishMessage(message: EngineMessage): Promise<void> {
    try {
      await this.camunda.publishMessage({
        name: message.name,
        correlationKey: message.correlationKey,
        messageId: message.messageId,
        timeToLive: message.timeToLiveMs,
        variables: traced(message.variables),
      });
    } catch (error) {
      // The same message id is already buffered: the earlier publication arrived and only its answer was lost.
      if (engineStatusOf(error) !== 409) throw error;
    }
  }

  async activateJobs(type: string, max: number, options: JobActivation): Promise<EngineJob[]> {
    const request = this.camunda.activateJobs({
      type,
      maxJobsToActivate: max,
      worker: options.worker,
      timeout: options.timeoutMs,
      requestTimeout: options.requestTimeoutMs,
      fetchVariable: options.variables,
    });
    request.catch(() => undefined);
    // The SDK tries a cancelled request again: whoever stops does not wait for it.
    let stop = () => {};
    const stopped = new Promise<undefined>((resolve) => {
      stop = () => {
        resolve(undefined);
        request.cancel();
      };
    });
    options.signal?.addEventListener('abort', stop);
    try {
      const { jobs } = (await Promise.race([request, stopped])) ?? { jobs: [] };
      return jobs.map((job) => ({
        key: String(job.jobKey),
        type: job.type,
        retries: job.retries,
        elementId: String(job.elementId),
        elementInstanceKey: String(job.elementInstanceKey),
        processInstanceKey: String(job.processInstanceKey),
        processDefinitionId: String(job.processDefinitionId),
        customHeaders: job.customHeaders,
        variables: job.variables,
      }));
    } finally {
      // the signal outlives the request by months
      options.signal?.removeEventListener('abort', stop);
    }
  }

  async completeJob(key: string, variables: Record<string, unknown>): Promise<void> {
    await this.camunda.completeJob({ jobKey: key, variables });
  }

  async failJob(key: string, failure: { retries: number; backOffMs: number; message: string }): Promise<void> {
    await this.camunda.failJob({
      jobKey: key,
      retries: failure.retries,
      retryBackOff: failure.backOffMs,
      errorMessage: failure.message,
    });
  }

  async throwJobError(key: string, error: { code: string; message: string }): Promise<void> {
    await this.camunda.throwJobError({ jobKey: key, errorCode: error.code, errorMessage: error.message });
  }

  async searchUserTasks(query: UserTaskQuery): Promise<EnginePage<EngineUserTask>> {
    const found = await this.camunda.searchUserTasks(
      {
        filter: {
          state: 'CREATED',
          ...(query.candidateGroups ? { candidateGroup: { $in: query.candidateGroups } } : {}),
          ...(query.assignee ? { assignee: query.assignee } : {}),
          ...(query.elementId ? { elementId: query.elementId } : {}),
          ...(query.dueBefore ? { dueDate: { $lt: query.dueBefore.toISOString() } } : {}),
          ...(query.variable
            ? { processInstanceVariables: [{ name: query.variable.name, value: JSON.stringify(query.variable.value) }] }
            : {}),
        },
        sort: ORDERS[query.order ?? 'pressing'],
        page: { from: query.from ?? 0, limit: query.limit ?? 100 },
      } as UserTaskSearch,
      NOW,
    );
    return { items: (found.items ?? []).map(userTaskOf), total: Number(found.page.totalItems) };
  }

  async getUserTask(key: string): Promise<EngineUserTask | null> {
    return orNull(async () => userTaskOf(await this.camunda.getUserTask({ userTaskKey: key }, NOW)));
  }

  async getUserTaskForm(key: string): Promise<Record<string, unknown> | null> {
    return orNull(async () => {
      const form = (await this.camunda.getUserTaskForm({ userTaskKey: key }, NOW)) as { schema?: unknown } | void;
      if (!form || !form.schema) return null;
      // Camunda hands the schema out as the text of the .form file or as its object, depending on its version.
      return (typeof form.schema === 'string' ? JSON.parse(form.schema) : form.schema) as Record<string, unknown>;
    });
  }

  async getUserTaskVariables(key: string): Promise<Record<string, unknown>> {
    const found = await this.camunda.searchUserTaskVariables(
      { userTaskKey: key, page: { from: 0, limit: MAX_PAGE } },
      NOW,
    );
    return Object.fromEntries((found.items ?? []).map((item) => [item.name, parsed(item.value)]));
  }

  async assignUserTask(key: string, assignee: string): Promise<void> {
    await this.camunda.assignUserTask({ userTaskKey: key, assignee, allowOverride: false });
  }

  async unassignUserTask(key: string): Promise<void> {
    await this.camunda.unassignUserTask({ userTaskKey: key });
  }

  async updateUserTask(key: string, { priority, dueAt }: UserTaskChange): Promise<void> {
    const changeset = {
      ...(priority === undefined ? {} : { priority }),
      ...(dueAt ? { dueDate: dueAt.toISOString() } : {}),
    };
    await this.camunda.updateUserTask({ userTaskKey: key, changeset });
  }

  async completeUserTask(key: string, variables: Record<string, unknown>): Promise<void> {
    await this.camunda.completeUserTask({ userTaskKey: key, variables: traced(variables) });
  }

  async countIncidents(): Promise<number> {
    const { page } = await this.camunda.searchIncidents({ filter: { state: 'ACTIVE' }, page: { limit: 1 } }, NOW);
    return Number(page.totalItems);
  }

  async evaluateDecision(decisionId: string, facts: Record<string, unknown>): Promise<unknown[]> {
    const input = { decisionDefinitionId: decisionId, variables: facts } as unknown as DecisionInput;
    const { output } = await this.camunda.evaluateDecision(input);
    // Of a table that collects, one row that fits is a context and none is null; several are a list of contexts.
    const answer = parsed(output);
    if (Array.isArray(answer)) return answer as unknown[];
    return answer === null ? [] : [answer];
  }

  async searchVariables(processInstanceKeys: string[], names: string[]): Promise<EngineVariable[]> {
    if (processInstanceKeys.length === 0) return [];
    const found = await this.camunda.searchVariables(
      {
        filter: { processInstanceKey: { $in: processInstanceKeys }, name: { $in: names } },
        page: { from: 0, limit: MAX_PAGE },
      },
      NOW,
    );
    return (found.items ?? []).map((item) => ({
      name: item.name,
      value: parsed(item.value),
      scopeKey: String(item.scopeKey),
      processInstanceKey: String(item.processInstanceKey),
    }));
  }
}

function userTaskOf(row: UserTaskRow): EngineUserTask {
  return {
    key: String(row.userTaskKey),
    elementId: String(row.elementId),
    name: row.name ?? null,
    assignee: row.assignee ?? null,
    candidateGroups: row.candidateGroups ?? [],
    state: String(row.state),
    createdAt: row.creationDate ?? null,
    dueAt: row.dueDate ?? null,
    priority: Number(row.priority ?? 50),
    processInstanceKey: String(row.processInstanceKey),
    processDefinitionId: String(row.processDefinitionId),
    elementInstanceKey: String(row.elementInstanceKey),
    formKey: row.formKey ? String(row.formKey) : null,
  };
}

/** Variables with the trace of what sends them: jobs that follow from it go on with the same one. */
function traced(variables: Record<string, unknown>): Record<string, unknown> {
  const parent = traceparent();
  return parent === undefined ? variables : { ...variables, [TRACE_VARIABLE]: parent };
}

/** The engine gives values as JSON text; one that was cut for its length is handed on as the text it is. */
function parsed(value: string | undefined): unknown {
  if (value === undefined) return null;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

async function orNull<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (engineStatusOf(error) === 404) return null;
    throw error;
  }
}
