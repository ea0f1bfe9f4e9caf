import type { HotlineConfig } from '../config/hotline-config';
import { MAIN_BODY, type Role } from '../config/schema';

/** Who asks: an account, as its token says. */
export interface Principal {
  username: string;
  name: string;
  role: Role;
  unit: string | null;
  /** The hotline body that the account belongs to. */
  body: string;
  /** The unit by which the body above assigns cases to it; null for a body that has none above. */
  bodyUnit: string | null;
}

/**
 * The group of a body's people of a role, as user tasks name it: the role itself for the main body, `body:<code>:<role>` for the
 * others, so that a sub-platform's tasks are no one else's.
 */
export function groupOfBody(body: string, role: Role): string {
  return body === MAIN_BODY ? role : `body:${body}:${role}`;
}

/** Who an account is, by the configuration as it is now. */
export function principalOf(
  { username, name, role, unit, body }: Omit<Principal, 'bodyUnit'>,
  config: HotlineConfig,
): Principal {
  return { username, name, role, unit, body, bodyUnit: config.body(body).unit ?? null };
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

function groupsOfRole({ role, unit, body, bodyUnit }: Principal): string[] {
  switch (role) {
    case 'handler':
      return unit ? [`unit:${unit}`] : [];
    case 'reviewer':
      return unit ? [`unit:${unit}:reviewer`] : [];
    case 'leader':
      return unit ? [`unit:${unit}:leader`] : [groupOfBody(body, 'leader')];
    case 'oversight':
      return [];
    // A sub-platform's own people take receipt of what is handed down to it, and review what it reports.
    case 'agent':
      return [groupOfBody(body, role), ...(bodyUnit ? [`unit:${bodyUnit}`] : [])];
    case 'supervisor':
      return [groupOfBody(body, role), ...(bodyUnit ? [`unit:${bodyUnit}:reviewer`] : [])];
    default:
      return [groupOfBody(body, role)];
  }
}

/** Does the principal see its own unit's cases only? Everybody of a unit does; hotline staff and oversight see all. */
export function isOfUnit({ unit }: Principal): boolean {
  return unit !== null;
}
