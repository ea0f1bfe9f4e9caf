import type { Pool } from 'pg';
import { alreadyExists, invalidArgument, notFound } from '../common/problem';

/** What the identity tables hold; the names are Camunda's own. */
export type Kind = 'USER' | 'GROUP' | 'ROLE' | 'TENANT' | 'MAPPING_RULE';
/** What can be a member of groups, roles and tenants; clients have no record of their own. */
export type MemberKind = Kind | 'CLIENT';

/** Columns of an entity that a request may set. */
export interface EntityValues {
  name?: string | null;
  description?: string | null;
  email?: string | null;
  password_hash?: string;
  claim_name?: string;
  claim_value?: string;
}

const COLUMNS = ['name', 'description', 'email', 'password_hash', 'claim_name', 'claim_value'] as const;
const UNIQUE_VIOLATION = '23505';

/** How a kind is called in messages, and how it is named by. */
const WORDS: Readonly<Record<MemberKind, readonly [name: string, id: string]>> = {
  USER: ['user', 'username'],
  GROUP: ['group', 'id'],
  ROLE: ['role', 'id'],
  TENANT: ['tenant', 'id'],
  MAPPING_RULE: ['mapping rule', 'id'],
  CLIENT: ['client', 'id'],
};

/** Creates, changes and removes identity entities and their memberships. */
export class Identity {
  constructor(private readonly pool: Pool) {}

  /** Throws ALREADY_EXISTS for an id, or a claim of a mapping rule, that is taken. */
  async create(kind: Kind, id: string, values: EntityValues): Promise<void> {
    const [word, idWord] = WORDS[kind];
    try {
      await this.pool.query(
        `INSERT INTO gateway.identity (kind, id, ${COLUMNS.join(', ')}) VALUES ($1, $2, ${COLUMNS.map((_column, index) => `$${index + 3}`).join(', ')})`,
        [kind, id, ...COLUMNS.map((column) => values[column] ?? null)],
      );
    } catch (error) {
      if ((error as { code?: string; constraint?: string }).code !== UNIQUE_VIOLATION) {
        throw error;
      }
      throw (error as { constraint?: string }).constraint === 'identity_claim'
        ? alreadyExists(
            `Expected to create mapping rule with claimName '${values.claim_name}' and claimValue '${values.claim_value}', but a mapping rule with this claim already exists.`,
          )
        : alreadyExists(
            `Expected to create ${word} with ${idWord} '${id}', but a ${word} with this ${idWord} already exists.`,
          );
    }
  }

  /** Throws NOT_FOUND. */
  async update(kind: Kind, id: string, values: EntityValues): Promise<void> {
    const changed = COLUMNS.filter((column) => values[column] !== undefined);
    const { rowCount } = await this.pool.query(
      `UPDATE gateway.identity SET ${['kind = $1', ...changed.map((column, index) => `${column} = $${index + 3}`)].join(', ')} WHERE kind = $1 AND id = $2`,
      [kind, id, ...changed.map((column) => values[column])],
    );
    if (!rowCount) {
      throw missing('update', kind, id);
    }
  }

  /** Removes an entity with its memberships and authorizations. Throws NOT_FOUND. */
  async remove(kind: Kind, id: string): Promise<void> {
    if ((kind === 'TENANT' && id === '<default>') || (kind === 'ROLE' && id === 'admin')) {
      throw invalidArgument(`The ${WORDS[kind][0]} '${id}' cannot be deleted`);
    }
    const { rows } = await this.pool.query(
      `WITH gone AS (DELETE FROM gateway.identity WHERE kind = $1 AND id = $2 RETURNING id),
         memberships AS (DELETE FROM gateway.membership WHERE (owner_kind = $1 AND owner_id = $2) OR (member_kind = $1 AND member_id = $2)),
         permissions AS (DELETE FROM gateway.permission WHERE owner_type = $1 AND owner_id = $2)
       SELECT id FROM gone`,
      [kind, id],
    );
    if (rows.length === 0) {
      throw missing('delete', kind, id);
    }
  }

  async exists(kind: MemberKind, id: string): Promise<boolean> {
    if (kind === 'CLIENT') {
      return true;
    }
    const { rowCount } = await this.pool.query('SELECT 1 FROM gateway.identity WHERE kind = $1 AND id = $2', [
      kind,
      id,
    ]);
    return rowCount === 1;
  }

  /** Makes an entity a member of a group, role or tenant. Throws NOT_FOUND, or ALREADY_EXISTS when it is one. */
  async assign(owner: Kind, ownerId: string, member: MemberKind, memberId: string): Promise<void> {
    await this.require(owner, ownerId, member, memberId, 'add');
    const { rowCount } = await this.pool.query(
      'INSERT INTO gateway.membership VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [owner, ownerId, member, memberId],
    );
    if (!rowCount) {
      throw alreadyExists(
        `Expected to add ${WORDS[member][0]} '${memberId}' to ${WORDS[owner][0]} '${ownerId}', but it is already assigned to it.`,
      );
    }
  }

  /** Takes an entity out of a group, role or tenant. Throws NOT_FOUND when it is not in it. */
  async unassign(owner: Kind, ownerId: string, member: MemberKind, memberId: string): Promise<void> {
    await this.require(owner, ownerId, member, memberId, 'remove');
    const { rowCount } = await this.pool.query(
      'DELETE FROM gateway.membership WHERE owner_kind = $1 AND owner_id = $2 AND member_kind = $3 AND member_id = $4',
      [owner, ownerId, member, memberId],
    );
    if (!rowCount) {
      throw notFound(
        `Expected to remove ${WORDS[member][0]} '${memberId}' from ${WORDS[owner][0]} '${ownerId}', but it is not assigned to it.`,
      );
    }
  }

  /** Whether a user has the role of administrators. */
  async hasAdmin(): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM gateway.membership WHERE owner_kind = 'ROLE' AND owner_id = 'admin' AND member_kind = 'USER' LIMIT 1`,
    );
    return rowCount === 1;
  }

  private async require(owner: Kind, ownerId: string, member: MemberKind, memberId: string, verb: string) {
    for (const [kind, id] of [
      [owner, ownerId],
      [member, memberId],
    ] as const) {
      if (!(await this.exists(kind, id))) {
        throw notFound(
          `Expected to ${verb} ${WORDS[member][0]} '${memberId}' ${verb === 'add' ? 'to' : 'from'} ${WORDS[owner][0]} '${ownerId}', but no ${WORDS[kind][0]} with this ${WORDS[kind][1]} exists: '${id}'.`,
        );
      }
    }
  }
}

function missing(verb: string, kind: Kind, id: string) {
  const [word, idWord] = WORDS[kind];
  return notFound(
    `Expected to ${verb} ${word} with ${idWord} '${id}', but a ${word} with this ${idWord} does not exist.`,
  );
}
