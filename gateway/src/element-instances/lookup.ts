import type { OperatonClient } from '../operaton/client';

/** The engine's tables, only read. */
export interface EngineTables {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** An element instance that runs, and where the engine keeps its variables. */
export interface RunningElementInstance {
  elementId: string;
  processInstanceKey: string;
  /** The engine's own name of it: `element:number`, or the process instance's number. */
  activityInstanceId: string;
  executionId: string;
  /** The user task that waits at it. */
  taskId?: string;
}

/** A node of the engine's tree of activity instances. */
interface ActivityInstance {
  id: string;
  activityId: string;
  activityType: string;
  executionIds: string[];
  childActivityInstances: ActivityInstance[];
}

/** Every activity instance of a tree, the root first. */
export function* flatten(node: ActivityInstance): Generator<ActivityInstance> {
  yield node;
  for (const child of node.childActivityInstances) {
    yield* flatten(child);
  }
}

/** Finds running element instances by the keys that clients know. */
export class ElementInstances {
  constructor(
    private readonly engine: OperatonClient,
    private readonly tables: EngineTables,
  ) {}

  /** The running element instance of a key; undefined when there is none or it has ended. */
  async running(key: string): Promise<RunningElementInstance | undefined> {
    const [row] = (
      await this.tables.query(
        `SELECT proc_inst_id_ AS instance, task_id_ AS task FROM act_hi_actinst
         WHERE split_part(id_, ':', -1) = $1 AND end_time_ IS NULL
         UNION ALL
         SELECT proc_inst_id_, NULL FROM act_ru_execution WHERE id_ = $1 AND proc_inst_id_ = $1`,
        [key],
      )
    ).rows as { instance: string; task: string | null }[];
    if (!row) {
      return undefined;
    }
    const node = [...flatten(await this.tree(row.instance))].find((candidate) => numberOf(candidate.id) === key);
    return node
      ? {
          elementId: node.activityId,
          processInstanceKey: row.instance,
          activityInstanceId: node.id,
          executionId: node.executionIds[0] ?? row.instance,
          taskId: row.task ?? undefined,
        }
      : undefined;
  }

  /** The engine's tree of what runs in a process instance. */
  tree(processInstanceKey: string): Promise<ActivityInstance> {
    return this.engine.get<ActivityInstance>(`/process-instance/${processInstanceKey}/activity-instances`);
  }
}

/** Keys of activity instances are `element:number` in the engine. */
export function numberOf(activityInstanceId: string): string {
  return activityInstanceId.slice(activityInstanceId.lastIndexOf(':') + 1);
}
