import type { Role } from '../config/schema';
import type { Principal } from './principal';

/** Every operation that needs a right, and the roles that have it. What is not listed is nobody's. */
export const PERMISSIONS = {
  'case.register': ['agent', 'supervisor'],
  'case.read': ['agent', 'handler', 'reviewer', 'supervisor', 'leader', 'admin', 'oversight', 'process-owner'],
  'case.classify': ['agent', 'supervisor'],
  'case.supervise': ['supervisor', 'leader'],
  'board.read': ['supervisor', 'leader', 'oversight', 'admin'],
  'kpi.read': ['supervisor', 'leader', 'oversight', 'admin'],
  'kpi.exclude': ['supervisor'],
  'staff-complaint.record': ['agent', 'supervisor'],
  'staff-complaint.decide': ['supervisor', 'leader'],
  'message.read': ['agent', 'supervisor', 'leader', 'oversight', 'admin'],
  'message.work': ['agent', 'supervisor'],
  'media.record': ['media', 'supervisor'],
  'media.read': ['media', 'supervisor', 'leader', 'oversight', 'admin'],
  'media.link': ['supervisor'],
  'case.urge': ['agent', 'supervisor'],
  'case.merge': ['agent', 'supervisor'],
  'case.compare': ['agent', 'supervisor', 'leader'],
  'case.similar': ['agent', 'supervisor', 'leader', 'oversight'],
  'case.remark': ['oversight'],
  'case.archive.read': ['agent', 'supervisor', 'leader', 'oversight', 'admin'],
  'task.work': ['agent', 'handler', 'reviewer', 'supervisor', 'leader', 'process-owner', 'admin'],
  'case.attach': ['agent', 'supervisor'],
  'case.limit': ['agent', 'supervisor'],
  // agents and supervisors for the sub-platform that they work for
  'assignment.request': ['handler', 'agent', 'supervisor'],
  'assignment.attach': ['handler', 'reviewer', 'agent', 'supervisor'],
  'assignment.override': ['supervisor'],
  'hotspot.report': ['supervisor'],
  'hotspot.matters': ['agent', 'supervisor', 'leader', 'oversight', 'admin'],
  'hotspot.read': ['agent', 'handler', 'reviewer', 'supervisor', 'leader', 'oversight', 'admin'],
  'report.read': ['supervisor', 'leader', 'oversight', 'admin'],
  'registry.read': ['agent', 'handler', 'reviewer', 'supervisor', 'leader', 'process-owner', 'admin', 'oversight'],
  'knowledge.write': ['agent', 'handler', 'supervisor', 'process-owner', 'admin'],
  'knowledge.review': ['supervisor', 'process-owner', 'admin'],
  'process.deploy': ['process-owner', 'admin'],
  'studio.edit': ['process-owner', 'admin'],
  'process.migrate': ['process-owner', 'admin'],
  'monitor.read': ['process-owner', 'admin'],
  'monitor.operate': ['admin'],
  'classification.propose': ['agent', 'supervisor', 'process-owner', 'admin'],
  'model.read': ['supervisor', 'leader', 'process-owner', 'admin', 'oversight'],
  'model.manage': ['process-owner', 'admin'],
  'audit.read': ['admin', 'oversight'],
  'hold.read': ['admin', 'oversight'],
  'hold.place': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/**
 * What people of a unit may do at most, whatever their role: their unit's part. A unit's leader is no leader of the
 * hotline: the board, the measures and other units' cases are not theirs.
 */
export const OF_UNITS: readonly Permission[] = [
  'case.read',
  'case.archive.read',
  'task.work',
  'assignment.request',
  'assignment.attach',
  'hotspot.read',
  'registry.read',
  'knowledge.write',
];

/** Has the principal the right? */
export function may({ role, unit }: Pick<Principal, 'role' | 'unit'>, permission: Permission): boolean {
  if (unit !== null && !OF_UNITS.includes(permission)) return false;
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
