import type { Role } from '../config/schema';

/** Who asks: an account, as its token says. */
export interface Principal {
  username: string;
  name: string;
  role: Role;
  unit: string | null;
}

/** The same with the session that the token belongs to. */
export interface SignedIn extends Principal {
  session: string;
}

/** The groups whose user tasks are the principal's (docs/processes.md, Groups). */
export function groupsOf(principal: Principal): string[] {
  const groups = groupsOfRole(principal);
  return groups.length > 0 ? [...groups, `user:${principal.username}`] : groups;
}

function groupsOfRole({ role, unit }: Principal): string[] {
  switch (role) {
    case 'handler':
      return unit ? [`unit:${unit}`] : [];
    case 'reviewer':
      return unit ? [`unit:${unit}:reviewer`] : [];
    case 'leader':
      return unit ? [`unit:${unit}:leader`] : ['leader'];
    case 'oversight':
      return [];
    default:
      return [role];
  }
}

/** Does the principal see its own unit's cases only? Everybody of a unit does; hotline staff and oversight see all. */
export function isOfUnit({ unit }: Principal): boolean {
  return unit !== null;
}
