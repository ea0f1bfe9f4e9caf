import type { Definition } from '../definitions/catalogue';
import type { ReadServices } from './resource';

interface Activity {
  id: string;
  ended: boolean;
  canceled: boolean;
  counter: number;
}

/**
 * Flows that a process instance took. The engine's history holds elements, not flows: a flow was taken when its source was left, and
 * its target was entered after that. Its sequence counter orders what happened within one instance.
 */
export async function takenFlows(
  { read }: Pick<ReadServices, 'read'>,
  definition: Definition,
  instanceKey: string,
): Promise<string[]> {
  const rows = await read.engineRows<Activity>(
    `SELECT replace(act_id_, '#multiInstanceBody', '') AS id, end_time_ IS NOT NULL AS ended, COALESCE(act_inst_state_ = 2, false) AS canceled,
       sequence_counter_::int AS counter
     FROM act_hi_actinst WHERE proc_inst_id_ = $1`,
    [instanceKey],
  );
  const of = (id: string) => rows.filter((row) => row.id === id);
  return definition.model.elements
    .filter(({ type }) => type === 'SEQUENCE_FLOW')
    .filter((flow) => {
      const left = of(flow.sourceId!).filter((source) => source.ended && !source.canceled);
      return left.some((source) => of(flow.targetId!).some((target) => target.counter > source.counter));
    })
    .map((flow) => flow.id)
    .sort();
}
