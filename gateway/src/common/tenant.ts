import { invalidArgument } from './problem';

/** The only tenant there is while multi-tenancy is off. */
export const DEFAULT_TENANT = '<default>';

/** Refuses any tenant but the default one, as Camunda 8 does without multi-tenancy. */
export function checkTenant(request: string, tenantId: string | null | undefined): void {
  if (tenantId === undefined || tenantId === null || tenantId === '' || tenantId === DEFAULT_TENANT) {
    return;
  }
  throw invalidArgument(
    `Expected to handle request ${request} with tenant identifier '${tenantId}', but multi-tenancy is disabled`,
  );
}

/** The same for a list of tenants. */
export function checkTenants(request: string, tenantIds: readonly string[] | null | undefined): void {
  const others = (tenantIds ?? []).filter((tenantId) => tenantId !== '' && tenantId !== DEFAULT_TENANT);
  if (others.length > 0) {
    throw invalidArgument(
      `Expected to handle request ${request} with tenant identifiers ${JSON.stringify(tenantIds)}, but multi-tenancy is disabled`,
    );
  }
}
