import type { Pool } from 'pg';
import { permissionOfGrant, PERMISSIONS, type Permission } from './permissions';

/** The wildcard of an authorization: every resource of its type. Grants about single resources are kept and give nothing here. */
const EVERY_RESOURCE = '*';

/**
 * What the authorizations of the API give a user or client: its own, those of its groups and roles, and those of the mapping rules
 * that recognise its claims. The role `admin` may do everything.
 */
export async function grantedPermissions(
  pool: Pool,
  kind: 'USER' | 'CLIENT',
  id: string,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<ReadonlySet<Permission>> {
  const values = Object.entries(claims).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((entry) => ({ name, value: String(entry) })),
  );
  const { rows } = await pool.query<{ kind: string; id: string; resource: string | null; permission: string | null }>(
    `WITH RECURSIVE owner(kind, id) AS (
       SELECT $1::text, $2::text
       UNION SELECT 'MAPPING_RULE', r.id FROM gateway.identity r JOIN jsonb_to_recordset($3::jsonb) AS c(name text, value text)
         ON r.claim_name = c.name AND r.claim_value = c.value WHERE r.kind = 'MAPPING_RULE'
       UNION SELECT m.owner_kind, m.owner_id FROM owner JOIN gateway.membership m ON m.member_kind = owner.kind AND m.member_id = owner.id
         WHERE m.owner_kind IN ('GROUP', 'ROLE')
     )
     SELECT owner.kind, owner.id, p.resource_type AS resource, unnest(COALESCE(p.permission_types, ARRAY[NULL])) AS permission
     FROM owner LEFT JOIN gateway.permission p ON p.owner_type = owner.kind AND p.owner_id = owner.id AND p.resource_id = $4`,
    [kind, id, JSON.stringify(values), EVERY_RESOURCE],
  );
  if (rows.some((row) => row.kind === 'ROLE' && row.id === 'admin')) {
    return new Set(PERMISSIONS);
  }
  return new Set(
    rows.flatMap(({ resource, permission }) =>
      resource && permission ? [permissionOfGrant(resource, permission)] : [],
    ),
  );
}
