import { type EngineOperations, type EngineRow, type EngineSearch, textOf } from '../engine/engine-operations';

/** A process instance that carries a case. */
export interface SeenInstance {
  key: string;
  process: string;
  state: string;
  caseId: string | null;
  assignmentId: string | null;
}

/** What the engine knows of our cases. */
export interface EngineView {
  /** Instances of the trunk, ended ones too. */
  trunks: SeenInstance[];
  /** Every instance that runs, of whatever process. */
  running: SeenInstance[];
  /** The elements at which trunks stand, by process instance. */
  elements: Map<string, Set<string>>;
  incidents: { key: string; elementId: string; processInstanceKey: string; message: string | null }[];
  /** User tasks that were completed: key and process instance. */
  completedTasks: { key: string; processInstanceKey: string; elementId: string; process: string }[];
}

/** The trunk's process id (docs/processes.md). */
export const TRUNK = 'hotline-case';
const PAGE = 1000;
/** Instances asked about at once: each has a handful of variables of the two names. */
const VARIABLES_OF = 250;

/** Reads all pages of a search, by cursor. */
async function* rows(
  engine: EngineOperations,
  kind: EngineSearch,
  filter: Record<string, unknown>,
): AsyncGenerator<EngineRow[]> {
  let after: string | undefined;
  for (;;) {
    const { items, end } = await engine.search(kind, { filter, page: { limit: PAGE, ...(after ? { after } : {}) } });
    yield items;
    if (items.length < PAGE || !end) return;
    after = end;
  }
}

async function instances(engine: EngineOperations, filter: Record<string, unknown>): Promise<SeenInstance[]> {
  const seen: SeenInstance[] = [];
  for await (const page of rows(engine, 'process-instances', filter)) {
    seen.push(
      ...page.map((row) => ({
        key: String(row.processInstanceKey),
        process: String(row.processDefinitionId),
        state: String(row.state),
        caseId: null,
        assignmentId: null,
      })),
    );
  }
  return seen;
}

/** Fills in whose the instances are, by their own variables: an instance never changes its subject. */
async function nameSubjects(engine: EngineOperations, seen: SeenInstance[]): Promise<void> {
  for (let at = 0; at < seen.length; at += VARIABLES_OF) {
    const part = new Map(seen.slice(at, at + VARIABLES_OF).map((one) => [one.key, one]));
    const filter = { processInstanceKey: { $in: [...part.keys()] }, name: { $in: ['caseId', 'assignment'] } };
    for await (const page of rows(engine, 'variables', filter)) {
      for (const { name, value, scopeKey, processInstanceKey } of page) {
        const one = part.get(String(processInstanceKey));
        if (!one || String(scopeKey) !== one.key) continue;
        const parsed = parse(value);
        if (name === 'caseId') one.caseId = typeof parsed === 'string' ? parsed : null;
        else one.assignmentId = (parsed as { assignmentId?: string } | null)?.assignmentId ?? null;
      }
    }
  }
}

function parse(value: unknown): unknown {
  try {
    return JSON.parse(String(value)) as unknown;
  } catch {
    return value;
  }
}

/** Asks the engine, through the Camunda 8 API only, about everything that began since an instant. */
export async function readEngine(engine: EngineOperations, since: Date): Promise<EngineView> {
  const from = since.toISOString();
  const trunks = await instances(engine, { processDefinitionId: TRUNK, startDate: { $gte: from } });
  const running = await instances(engine, { state: 'ACTIVE', startDate: { $gte: from } });
  await nameSubjects(engine, trunks);
  const known = new Map(trunks.map((one) => [one.key, one]));
  for (const one of running) one.caseId = known.get(one.key)?.caseId ?? null;
  await nameSubjects(
    engine,
    running.filter(({ key }) => !known.has(key)),
  );
  const elements = new Map<string, Set<string>>();
  for await (const page of rows(engine, 'element-instances', { processDefinitionId: TRUNK, state: 'ACTIVE' })) {
    for (const { processInstanceKey, elementId } of page) {
      const key = String(processInstanceKey);
      elements.set(key, (elements.get(key) ?? new Set()).add(String(elementId)));
    }
  }
  const incidents: EngineView['incidents'] = [];
  for await (const page of rows(engine, 'incidents', { state: 'ACTIVE' })) {
    incidents.push(
      ...page.map((row) => ({
        key: String(row.incidentKey),
        elementId: String(row.elementId),
        processInstanceKey: String(row.processInstanceKey),
        message: textOf(row, 'errorMessage'),
      })),
    );
  }
  const completedTasks: EngineView['completedTasks'] = [];
  for await (const page of rows(engine, 'user-tasks', { state: 'COMPLETED', completionDate: { $gte: from } })) {
    completedTasks.push(
      ...page.map((row) => ({
        key: String(row.userTaskKey),
        processInstanceKey: String(row.processInstanceKey),
        elementId: String(row.elementId),
        process: String(row.processDefinitionId),
      })),
    );
  }
  return { trunks, running, elements, incidents, completedTasks };
}
