/** A file that is to be deployed: its name tells what it is. */
export interface Resource {
  name: string;
  content: string;
}

export interface DeployedProcess {
  processDefinitionId: string;
  processDefinitionVersion: number;
  resourceName: string;
  tenantId: string;
  processDefinitionKey: string;
}

export interface DeployedDecision {
  decisionDefinitionId: string;
  version: number;
  name: string;
  tenantId: string;
  decisionRequirementsId: string;
  decisionDefinitionKey: string;
  decisionRequirementsKey: string;
}

export interface DeployedRequirements {
  decisionRequirementsId: string;
  version: number;
  decisionRequirementsName: string;
  tenantId: string;
  resourceName: string;
  decisionRequirementsKey: string;
}

export interface DeployedForm {
  formId: string;
  version: number;
  resourceName: string;
  tenantId: string;
  formKey: string;
}

/** What one resource became: one of these. */
export interface Deployed {
  processDefinition?: DeployedProcess;
  decisionDefinition?: DeployedDecision;
  decisionRequirements?: DeployedRequirements;
  form?: DeployedForm;
}

export interface Deployment {
  tenantId: string;
  deploymentKey: string;
  deployments: Deployed[];
}
