/** The protocol's requests as the loader reads them: every field is there, 64-bit numbers are texts of digits. */
export interface DeployResource {
  resources: { name: string; content: Buffer }[];
  tenantId: string;
}

export interface DeployProcess {
  processes: { name: string; definition: Buffer }[];
}

export interface CreateInstance {
  processDefinitionKey: string;
  bpmnProcessId: string;
  version: number;
  variables: string;
  startInstructions: { elementId: string }[];
  runtimeInstructions: { terminate: { afterElementId: string } | null }[];
  tags: string[];
  tenantId: string;
}

export interface CreateInstanceWithResult {
  request: CreateInstance | null;
  requestTimeout: string;
  fetchVariables: string[];
}

export interface InstanceKey {
  processInstanceKey: string;
}

export interface ModifyInstance extends InstanceKey {
  activateInstructions: {
    elementId: string;
    ancestorElementInstanceKey: string;
    variableInstructions: { variables: string; scopeId: string }[];
  }[];
  terminateInstructions: { elementInstanceKey: string }[];
}

export interface MigrateInstance extends InstanceKey {
  migrationPlan: {
    targetProcessDefinitionKey: string;
    mappingInstructions: { sourceElementId: string; targetElementId: string }[];
  } | null;
}

export interface SetVariables {
  elementInstanceKey: string;
  variables: string;
  local: boolean;
}

export interface ActivateJobs {
  type: string;
  worker: string;
  timeout: string;
  maxJobsToActivate: number;
  fetchVariable: string[];
  requestTimeout: string;
  tenantIds: string[];
}

export type StreamJobs = Omit<ActivateJobs, 'maxJobsToActivate' | 'requestTimeout'>;

export interface CompleteJob {
  jobKey: string;
  variables: string;
  result: (Record<string, unknown> & { corrections: Record<string, unknown> | null }) | null;
}

export interface FailJob extends Omit<CompleteJob, 'result'> {
  retries: number;
  errorMessage: string;
  retryBackOff: string;
}

export interface ThrowError extends Omit<CompleteJob, 'result'> {
  errorCode: string;
  errorMessage: string;
}

export interface UpdateRetries {
  jobKey: string;
  retries: number;
}

export interface UpdateTimeout {
  jobKey: string;
  timeout: string;
}

export interface PublishMessage {
  name: string;
  correlationKey: string;
  timeToLive: string;
  messageId: string;
  variables: string;
  tenantId: string;
}

export interface BroadcastSignal {
  signalName: string;
  variables: string;
  tenantId: string;
}

export interface ResolveIncident {
  incidentKey: string;
}

export interface EvaluateDecision {
  decisionKey: string;
  decisionId: string;
  variables: string;
  tenantId: string;
}

export interface DeleteResource {
  resourceKey: string;
}

/** One deployed resource: one of these. */
export interface Metadata {
  process?: object;
  decision?: object;
  decisionRequirements?: object;
  form?: object;
}
