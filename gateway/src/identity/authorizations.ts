import type { Pool } from 'pg';
import { alreadyExists, notFound } from '../common/problem';

export interface Authorization {
  ownerId: string;
  ownerType: string;
  resourceId: string;
  resourceType: string;
  permissionTypes: string[];
}

const UNIQUE_VIOLATION = '23505';

/** Grants: who may do what with which resources. */
export class Authorizations {
  constructor(private readonly pool: Pool) {}

  /** Answers the key. Throws ALREADY_EXISTS for a second grant to an owner about one resource. */
  async create(grant: Authorization): Promise<string> {
    try {
      const { rows } = await this.pool.query<{ key: string }>(
        `INSERT INTO gateway.permission (owner_type, owner_id, resource_type, resource_id, permission_types)
         VALUES ($1, $2, $3, $4, $5) RETURNING key::text`,
        [grant.ownerType, grant.ownerId, grant.resourceType, grant.resourceId, grant.permissionTypes],
      );
      return rows[0]!.key;
    } catch (error) {
      throw taken(error, grant);
    }
  }

  /** Throws NOT_FOUND. */
  async update(key: string, grant: Authorization): Promise<void> {
    try {
      const { rowCount } = await this.pool.query(
        `UPDATE gateway.permission SET owner_type = $2, owner_id = $3, resource_type = $4, resource_id = $5, permission_types = $6 WHERE key = $1::bigint`,
        [key, grant.ownerType, grant.ownerId, grant.resourceType, grant.resourceId, grant.permissionTypes],
      );
      if (!rowCount) {
        throw missing('update', key);
      }
    } catch (error) {
      throw taken(error, grant);
    }
  }

  /** Throws NOT_FOUND. */
  async remove(key: string): Promise<void> {
    const { rowCount } = await this.pool.query('DELETE FROM gateway.permission WHERE key = $1::bigint', [key]);
    if (!rowCount) {
      throw missing('delete', key);
    }
  }
}

const missing = (verb: string, key: string) =>
  notFound(`Expected to ${verb} authorization with key ${key}, but an authorization with this key does not exist`);

function taken(error: unknown, grant: Authorization): unknown {
  return (error as { code?: string }).code === UNIQUE_VIOLATION
    ? alreadyExists(
        `Expected to create authorization for owner '${grant.ownerId}' for resource identifier '${grant.resourceId}', but an authorization for this resource identifier already exists.`,
      )
    : error;
}
