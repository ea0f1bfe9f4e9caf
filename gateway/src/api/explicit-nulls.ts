import type { Request } from 'express';

/**
 * Clients made from the description of Camunda 8.9 or later: it says null where that of 8.8 leaves a property out. Their models
 * refuse an answer that lacks one, as those of 8.8 refuse a null, so that one form cannot do for both. The Python client has no
 * release before 8.9 and sends the name of its HTTP library.
 */
const CLIENTS = [
  /^python-httpx\//,
  /^camunda-orchestration-sdk-(python|rust)\//,
  /^camunda-client-java\/8\.(9|\d\d)\./,
];

/** Properties of one kind of answer that 8.9 always has, by their names with a space between. */
const LATER = 'rootProcessInstanceKey';
const NAMED = 'description';
const KINDS = {
  activatedJob: `${LATER} userTask`,
  authorization: 'resourceId resourcePropertyName',
  batchOperation: 'actorId actorType endDate startDate',
  batchOperationItem: `errorMessage processedDate ${LATER}`,
  correlatedSubscription: `correlationKey elementInstanceKey ${LATER}`,
  createdInstance: 'businessId',
  decisionInstance: `elementInstanceKey evaluationFailure processDefinitionKey processInstanceKey ${LATER}`,
  deletedResource: 'batchOperation',
  deployment: 'decisionDefinition decisionRequirements form processDefinition resource',
  document: 'contentHash',
  documentMetadata: 'expiresAt processDefinitionId processInstanceKey',
  elementInstance: `endDate incidentKey ${LATER}`,
  evaluation: 'failedDecisionDefinitionId failureMessage',
  evaluatedOutput: 'ruleId ruleIndex',
  group: NAMED,
  incident: `jobKey ${LATER}`,
  job: `creationTime deadline deniedReason elementId endTime errorCode errorMessage isDenied lastUpdateTime ${LATER}`,
  license: 'expiresAt',
  me: 'displayName email salesPlanType',
  page: 'endCursor startCursor',
  processDefinition: 'name versionTag',
  processInstance: `businessId endDate parentElementInstanceKey parentProcessInstanceKey processDefinitionName processDefinitionVersionTag ${LATER}`,
  resource: 'versionTag',
  role: NAMED,
  sequenceFlow: LATER,
  subscription: `correlationKey elementInstanceKey processDefinitionKey processInstanceKey ${LATER}`,
  tenant: NAMED,
  topology: 'clusterId',
  user: 'email name',
  userTask: `assignee completionDate dueDate externalFormReference followUpDate formKey name processName ${LATER}`,
  variable: LATER,
} as const;

type Kind = keyof typeof KINDS;

/** What an operation answers, and the kinds of what stands in it by the name of the property that holds them. */
interface Answer {
  kind?: Kind;
  holds?: Readonly<Record<string, Answer>>;
}

const one = (kind: Kind): Answer => ({ kind });
const listOf = (kind: Kind): Answer => ({ holds: { items: { kind } } });
const DOCUMENT: Answer = { kind: 'document', holds: { metadata: one('documentMetadata') } };
const MATCHED: Answer = { holds: { evaluatedOutputs: one('evaluatedOutput') } };

const ANSWERS: Readonly<Record<string, Answer>> = {
  getTopology: one('topology'),
  getLicense: one('license'),
  getAuthentication: one('me'),
  activateJobs: { holds: { jobs: one('activatedJob') } },
  searchJobs: listOf('job'),
  createProcessInstance: one('createdInstance'),
  getProcessInstance: one('processInstance'),
  searchProcessInstances: listOf('processInstance'),
  getProcessInstanceSequenceFlows: listOf('sequenceFlow'),
  getProcessDefinition: one('processDefinition'),
  searchProcessDefinitions: listOf('processDefinition'),
  getElementInstance: one('elementInstance'),
  searchElementInstances: listOf('elementInstance'),
  getIncident: one('incident'),
  searchIncidents: listOf('incident'),
  searchProcessInstanceIncidents: listOf('incident'),
  searchElementInstanceIncidents: listOf('incident'),
  getUserTask: one('userTask'),
  searchUserTasks: listOf('userTask'),
  getVariable: one('variable'),
  searchVariables: listOf('variable'),
  searchUserTaskVariables: listOf('variable'),
  searchMessageSubscriptions: listOf('subscription'),
  searchCorrelatedMessageSubscriptions: listOf('correlatedSubscription'),
  getDecisionInstance: { kind: 'decisionInstance', holds: { matchedRules: MATCHED } },
  searchDecisionInstances: listOf('decisionInstance'),
  evaluateDecision: { kind: 'evaluation', holds: { evaluatedDecisions: { holds: { matchedRules: MATCHED } } } },
  createDeployment: { holds: { deployments: one('deployment') } },
  deleteResource: one('deletedResource'),
  getResource: one('resource'),
  createDocument: DOCUMENT,
  createDocuments: { holds: { createdDocuments: DOCUMENT } },
  getBatchOperation: one('batchOperation'),
  searchBatchOperations: listOf('batchOperation'),
  searchBatchOperationItems: listOf('batchOperationItem'),
  getAuthorization: one('authorization'),
  searchAuthorizations: listOf('authorization'),
  ...manage('Group', 'group'),
  ...manage('Role', 'role'),
  ...manage('Tenant', 'tenant'),
  ...manage('User', 'user'),
  searchRolesForGroup: listOf('role'),
  searchRolesForTenant: listOf('role'),
  createAdminUser: one('user'),
};

/** The operations whose answers hold such properties. */
export const NAMED_ANSWERS: readonly string[] = Object.keys(ANSWERS);

function manage(name: string, kind: Kind): Record<string, Answer> {
  return {
    [`create${name}`]: one(kind),
    [`get${name}`]: one(kind),
    [`update${name}`]: one(kind),
    [`search${name}s`]: listOf(kind),
  };
}

/** Whether the client needs null where a property has no value. */
export function wantsNulls(request: Request): boolean {
  const agent = request.headers['user-agent'] ?? '';
  return CLIENTS.some((client) => client.test(agent));
}

/** An operation's answer as Camunda 8.9 gives it: with null for what it does not have. */
export function withNulls(operationId: string, body: unknown): unknown {
  const answer = ANSWERS[operationId] ?? {};
  return filled({ ...answer, holds: { page: one('page'), ...answer.holds } }, body);
}

function filled({ kind, holds }: Answer, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => filled({ kind, holds }, item));
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const missing: [string, unknown][] = kind ? KINDS[kind].split(' ').map((name) => [name, null]) : [];
  const given = Object.entries(value).map(([name, held]): [string, unknown] => [
    name,
    holds?.[name] ? filled(holds[name], held) : held,
  ]);
  return Object.fromEntries([...missing, ...given]);
}
