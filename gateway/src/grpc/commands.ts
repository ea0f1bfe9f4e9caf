import type { Services } from '../api/services';
import { invalidArgument } from '../common/problem';
import { checkTenant } from '../common/tenant';
import { topology } from '../cluster/topology';
import type { Deployed } from '../definitions/deployment';
import type { JobResult } from '../jobs/job-result';
import { broadcastSignal } from '../messages/signals';
import type * as Wire from './messages';
import { given, variablesOf } from './values';

/** A call with one answer: the operation of the API that guards it, and what it does. */
export interface Command {
  operationId: string;
  run: (request: never, services: Services) => Promise<object>;
}

function command<Request>(
  operationId: string,
  run: (request: Request, services: Services) => Promise<object>,
): Command {
  return { operationId, run };
}

/** A job's result as REST has it: lists without their wrapping, what was not given left out. */
function resultOf(result: Wire.CompleteJob['result']): JobResult | null {
  const corrections = Object.entries(result?.corrections ?? {})
    .filter(([name, value]) => !name.startsWith('_') && value !== null)
    .map(([name, value]) => [name, (value as { values?: string[] }).values ?? value] as const);
  return result && { ...result, corrections: Object.fromEntries(corrections) };
}

/** What has no answer but that it was done. */
const done = (work: Promise<unknown>): Promise<object> => work.then(() => ({}));

/** The calls with one answer, by the names of the protocol; each is one call of the service that REST uses too. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  Topology: command('getTopology', async (_request, { engine }) => {
    const { brokers, ...rest } = await topology(engine);
    return {
      ...rest,
      brokers: brokers.map((broker) => ({
        ...broker,
        partitions: broker.partitions.map((partition) => ({
          ...partition,
          role: partition.role.toUpperCase(),
          health: partition.health.toUpperCase(),
        })),
      })),
    };
  }),

  DeployResource: command<Wire.DeployResource>('createDeployment', async ({ resources, tenantId }, { deployments }) => {
    checkTenant('Deploy Resources', tenantId);
    const made = await deployments.deploy(
      resources.map(({ name, content }) => ({ name, content: content.toString('utf8') })),
    );
    return { key: made.deploymentKey, tenantId: made.tenantId, deployments: made.deployments.map(metadataOf) };
  }),

  DeployProcess: command<Wire.DeployProcess>('createDeployment', async ({ processes }, { deployments }) => {
    const made = await deployments.deploy(
      processes.map(({ name, definition }) => ({ name, content: definition.toString('utf8') })),
    );
    return { key: made.deploymentKey, processes: made.deployments.map((item) => metadataOf(item).process) };
  }),

  CreateProcessInstance: command<Wire.CreateInstance>('createProcessInstance', async (request, services) => {
    const { variables: _variables, ...created } = await create(request, services);
    return created;
  }),

  CreateProcessInstanceWithResult: command<Wire.CreateInstanceWithResult>(
    'createProcessInstance',
    async ({ request, requestTimeout, fetchVariables }, services) => {
      if (!request) {
        throw invalidArgument('No request provided');
      }
      const created = await create(request, services, {
        awaitCompletion: true,
        fetchVariables,
        requestTimeoutMs: Number(requestTimeout),
      });
      return { ...created, variables: JSON.stringify(created.variables) };
    },
  ),

  CancelProcessInstance: command<Wire.InstanceKey>(
    'cancelProcessInstance',
    ({ processInstanceKey }, { cancellation }) => done(cancellation.cancel(processInstanceKey)),
  ),

  ModifyProcessInstance: command<Wire.ModifyInstance>('modifyProcessInstance', (request, { modification }) =>
    done(
      modification.modify(request.processInstanceKey, {
        activateInstructions: request.activateInstructions.map((activation) => ({
          elementId: activation.elementId,
          ancestorElementInstanceKey: given(activation.ancestorElementInstanceKey),
          variableInstructions: activation.variableInstructions.map(({ variables, scopeId }) => ({
            variables: variablesOf(variables),
            scopeId,
          })),
        })),
        terminateInstructions: request.terminateInstructions,
      }),
    ),
  ),

  MigrateProcessInstance: command<Wire.MigrateInstance>('migrateProcessInstance', (request, { migration }) => {
    if (!request.migrationPlan) {
      throw invalidArgument('No migrationPlan provided');
    }
    return done(migration.migrate(request.processInstanceKey, request.migrationPlan));
  }),

  SetVariables: command<Wire.SetVariables>('createElementInstanceVariables', async (request, services) => {
    await services.elementVariables.set(request.elementInstanceKey, variablesOf(request.variables), request.local);
    return { key: request.elementInstanceKey };
  }),

  CompleteJob: command<Wire.CompleteJob>('completeJob', ({ jobKey, variables, result }, { jobs }) => {
    return done(jobs.complete(jobKey, variablesOf(variables), resultOf(result)));
  }),

  FailJob: command<Wire.FailJob>('failJob', ({ jobKey, retryBackOff, variables, ...failure }, { jobs }) =>
    done(jobs.fail(jobKey, { ...failure, retryBackOff: Number(retryBackOff), variables: variablesOf(variables) })),
  ),

  ThrowError: command<Wire.ThrowError>('throwJobError', ({ jobKey, variables, ...error }, { jobs }) =>
    done(jobs.error(jobKey, { ...error, variables: variablesOf(variables) })),
  ),

  UpdateJobRetries: command<Wire.UpdateRetries>('updateJob', ({ jobKey, retries }, { jobs }) =>
    done(jobs.update(jobKey, { retries })),
  ),

  UpdateJobTimeout: command<Wire.UpdateTimeout>('updateJob', ({ jobKey, timeout }, { jobs }) =>
    done(jobs.update(jobKey, { timeout: Number(timeout) })),
  ),

  PublishMessage: command<Wire.PublishMessage>('publishMessage', async (request, { messages }) => {
    checkTenant('Publish Message', request.tenantId);
    const key = await messages.publish({
      name: request.name,
      correlationKey: request.correlationKey,
      messageId: given(request.messageId),
      timeToLiveMs: Number(request.timeToLive),
      variables: variablesOf(request.variables),
    });
    return { key, tenantId: '<default>' };
  }),

  BroadcastSignal: command<Wire.BroadcastSignal>('broadcastSignal', async (request, { engine, pool }) => {
    checkTenant('Broadcast Signal', request.tenantId);
    const key = await broadcastSignal(engine, pool, request.signalName, variablesOf(request.variables));
    return { key, tenantId: '<default>' };
  }),

  ResolveIncident: command<Wire.ResolveIncident>('resolveIncident', ({ incidentKey }, { incidents }) =>
    done(incidents.resolve(incidentKey)),
  ),

  EvaluateDecision: command<Wire.EvaluateDecision>('evaluateDecision', async (request, { decisions }) => {
    checkTenant('Evaluate Decision', request.tenantId);
    const { decisionKey, decisionId } = request;
    const answer = await decisions.evaluate({
      decisionDefinitionKey: given(decisionKey),
      decisionDefinitionId: given(decisionId),
      variables: variablesOf(request.variables),
    });
    return {
      decisionKey: answer.decisionDefinitionKey,
      decisionId: answer.decisionDefinitionId,
      decisionName: answer.decisionDefinitionName,
      decisionVersion: answer.decisionDefinitionVersion,
      decisionRequirementsId: answer.decisionRequirementsId,
      decisionRequirementsKey: answer.decisionRequirementsKey,
      decisionOutput: answer.output,
      evaluatedDecisions: answer.evaluatedDecisions.map((evaluated) => ({
        ...evaluated,
        decisionKey: evaluated.decisionDefinitionKey,
        decisionId: evaluated.decisionDefinitionId,
        decisionName: evaluated.decisionDefinitionName,
        decisionVersion: evaluated.decisionDefinitionVersion,
        decisionType: evaluated.decisionDefinitionType,
        decisionOutput: evaluated.output,
      })),
      failedDecisionId: answer.failedDecisionDefinitionId,
      failureMessage: answer.failureMessage,
      tenantId: answer.tenantId,
      decisionInstanceKey: answer.decisionInstanceKey,
      decisionEvaluationKey: answer.decisionEvaluationKey,
    };
  }),

  DeleteResource: command<Wire.DeleteResource>('deleteResource', ({ resourceKey }, { resources }) =>
    done(resources.delete(resourceKey)),
  ),
};

async function create(request: Wire.CreateInstance, { processInstances }: Services, more: object = {}) {
  checkTenant('Create Process Instance', request.tenantId);
  const created = await processInstances.create({
    processDefinitionKey: given(request.processDefinitionKey),
    processDefinitionId: given(request.bpmnProcessId),
    processDefinitionVersion: request.version,
    variables: variablesOf(request.variables),
    startInstructions: request.startInstructions,
    runtimeInstructions: request.runtimeInstructions.flatMap(({ terminate }) => terminate ?? []),
    tags: request.tags,
    ...more,
  });
  return {
    processDefinitionKey: created.processDefinitionKey,
    bpmnProcessId: created.processDefinitionId,
    version: created.processDefinitionVersion,
    processInstanceKey: created.processInstanceKey,
    tenantId: created.tenantId,
    tags: created.tags,
    variables: created.variables,
  };
}

/** One deployed resource under the protocol's names. */
function metadataOf({
  processDefinition: process,
  decisionDefinition: decision,
  decisionRequirements,
  form,
}: Deployed): Wire.Metadata {
  if (process) {
    const { processDefinitionId: bpmnProcessId, processDefinitionVersion: version, ...rest } = process;
    return { process: { ...rest, bpmnProcessId, version } };
  }
  if (decision) {
    return {
      decision: {
        ...decision,
        dmnDecisionId: decision.decisionDefinitionId,
        dmnDecisionName: decision.name,
        decisionKey: decision.decisionDefinitionKey,
        dmnDecisionRequirementsId: decision.decisionRequirementsId,
      },
    };
  }
  if (decisionRequirements) {
    return {
      decisionRequirements: {
        ...decisionRequirements,
        dmnDecisionRequirementsId: decisionRequirements.decisionRequirementsId,
        dmnDecisionRequirementsName: decisionRequirements.decisionRequirementsName,
      },
    };
  }
  return { form };
}
