import type { EntityManager } from 'typeorm';
import { Assignment } from './assignment.entity';

/** What an assignment is when it is given to a unit. */
type Routed = Pick<Assignment, 'id' | 'caseId' | 'round' | 'body' | 'parentId' | 'unit' | 'role' | 'routedAt'>;

/** Writes the assignment of a unit that a case was just routed to. */
export async function writeRouted(manager: EntityManager, routed: Routed): Promise<Assignment> {
  const assignment = manager.create(Assignment, {
    ...routed,
    status: 'routed',
    returnsRejected: 0,
    extensionsGranted: 0,
  });
  await manager.insert(Assignment, assignment as object);
  return assignment;
}
