import { type EngineOperations, type EngineRow, textOf } from '../engine';
import { outOfTrial } from './trial-copy';

/** What the trial answered at an element. */
export interface TrialStep {
  processId: string;
  elementId: string;
  kind: 'job' | 'task';
  /** Job type or form id. */
  asked: string;
  answered: Record<string, unknown>;
}

/** One process of a trial: where it went and where it stands. */
export interface TrialProcess {
  processId: string;
  state: string;
  elements: { elementId: string; name: string; type: string; state: string; incident: boolean }[];
  variables: Record<string, unknown>;
}

/** How a dry run went. */
export interface TrialResult {
  /** done: it ended; waiting: it waits for a time or a message; incident: it stopped at a fault. */
  outcome: 'done' | 'waiting' | 'incident';
  processes: TrialProcess[];
  steps: TrialStep[];
  incidents: { elementId: string; processId: string; message: string }[];
}

const ALL = { from: 0, limit: 1000 };

/** How a trial's instance went, and all that it called; `steps` are what was answered in it. */
export async function resultOf(operations: EngineOperations, key: string, steps: TrialStep[]): Promise<TrialResult> {
  const instances = await treeOf(operations, key);
  const processes: TrialProcess[] = [];
  const incidents: TrialResult['incidents'] = [];
  for (const instance of instances) {
    const filter = { processInstanceKey: String(instance.processInstanceKey) };
    const processId = outOfTrial(String(instance.processDefinitionId));
    const [elements, variables, faults] = await Promise.all([
      operations.search('element-instances', { filter, page: ALL }),
      operations.search('variables', { filter, page: ALL }),
      operations.search('incidents', { filter: { ...filter, state: 'ACTIVE' }, page: ALL }),
    ]);
    processes.push({
      processId,
      state: String(instance.state),
      elements: elements.items.map((row) => ({
        elementId: outOfTrial(String(row.elementId)),
        name: textOf(row, 'elementName') ?? '',
        type: String(row.type),
        state: String(row.state),
        incident: Boolean(row.hasIncident),
      })),
      variables: Object.fromEntries(variables.items.map((row) => [String(row.name), parsed(row.value)])),
    });
    incidents.push(
      ...faults.items.map((row) => ({
        elementId: String(row.elementId),
        processId,
        message: textOf(row, 'errorMessage') ?? '',
      })),
    );
  }
  const ended = processes[0]?.state !== 'ACTIVE';
  return { outcome: incidents.length > 0 ? 'incident' : ended ? 'done' : 'waiting', processes, steps, incidents };
}

/** The instance and all that it called. */
async function treeOf(operations: EngineOperations, key: string): Promise<EngineRow[]> {
  const { items } = await operations.search('process-instances', { filter: { processInstanceKey: key } });
  for (const instance of items) {
    const filter = { parentProcessInstanceKey: String(instance.processInstanceKey) };
    items.push(...(await operations.search('process-instances', { filter, page: ALL })).items);
  }
  return items;
}

function parsed(value: unknown): unknown {
  try {
    return JSON.parse(String(value)) as unknown;
  } catch {
    return value;
  }
}
