/** A deployed form as a diagram names it: its latest version, the one deployed with the process, or the one of a version tag. */
export interface FormReference {
  id: string;
  binding: 'latest' | 'deployment' | 'versionTag';
  versionTag?: string;
}

/** What other parts of the gateway know of a deployed process: read from the original diagram, never from the translated one. */
export interface ElementModel {
  id: string;
  name?: string;
  /** Camunda 8's element type: SERVICE_TASK, USER_TASK, START_EVENT, EVENT_SUB_PROCESS … */
  type: string;
  parentId?: string;
  jobType?: string;
  headers?: Record<string, string>;
  /** With output mappings a job's variables stay local to the element; without them they go up. */
  hasOutputMappings: boolean;
  isMultiInstance: boolean;
  /** What can be activated in an ad-hoc sub-process. */
  activatableElements?: string[];
  /** What the task listeners of a user task listen to: `assigning`, `completing` … */
  taskListeners?: string[];
  form?: FormReference;
  externalFormReference?: string;
  messageName?: string;
  signalName?: string;
  calledProcessId?: string;
  calledDecisionId?: string;
  /** Where a sequence flow comes from and goes to. */
  sourceId?: string;
  targetId?: string;
}

export interface ProcessModel {
  id: string;
  name?: string;
  versionTag?: string;
  elements: ElementModel[];
  startForm?: FormReference;
  hasNoneStartEvent: boolean;
  /** Execution listeners come before the first element. */
  hasStartListener: boolean;
  messageStartEvents: { elementId: string; messageName: string }[];
}

/** Why a diagram is refused: data, so that every client can show it in its own words. */
export interface Finding {
  code: string;
  elementId?: string;
  elementType?: string;
  construct: string;
  message: string;
}

/** Findings in Camunda's layout: the element, and under it what is wrong with it. */
function findingsText(findings: readonly Finding[]): string {
  const elements = [...new Set(findings.map((finding) => finding.elementId))];
  return elements
    .map((id) => {
      const own = findings.filter((finding) => finding.elementId === id);
      const errors = own.map((finding) => `    - ERROR: ${finding.message} (${finding.construct})\n`);
      return `- Element: ${id ?? '-'}\n${errors.join('')}`;
    })
    .join('');
}

/** A diagram that the gateway does not deploy, with every reason found. */
export class DialectError extends Error {
  constructor(
    readonly resourceName: string,
    readonly findings: Finding[],
  ) {
    super(`'${resourceName}': ${findingsText(findings)}`);
  }
}

export interface TranslatedBpmn {
  xml: string;
  processes: ProcessModel[];
}

/** Variables with this prefix belong to the translation and are never shown to clients. */
export const HIDDEN_VARIABLE_PREFIX = '_zeebe_';

/** Holds, in the instance or event sub-process that a message started, its key: so no fault between the engine and our row starts a second. */
export const STARTED_BY = `${HIDDEN_VARIABLE_PREFIX}message`;

/** Correlation keys have this one. */
export const CORRELATION_PREFIX = `${HIDDEN_VARIABLE_PREFIX}key_`;

/** The local variable of a subscription's scope that holds its correlation key. */
export function CORRELATION_VARIABLE(messageName: string): string {
  return `${CORRELATION_PREFIX}${messageName.replace(/[^A-Za-z0-9]/g, '_')}`;
}
