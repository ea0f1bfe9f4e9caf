/**
 * Users, groups, roles, tenants, mapping rules and authorizations, all in the gateway's own tables. The engine's identity service is
 * not used: whoever is a user there can sign in to its administration (docs/adr/2026-11-25-identity.md).
 */
export const IDENTITY_TABLES = `
  CREATE TABLE gateway.identity (
    kind text NOT NULL,
    id text NOT NULL,
    key bigint NOT NULL DEFAULT nextval('gateway.key'),
    name text,
    description text,
    email text,
    password_hash text,
    claim_name text,
    claim_value text,
    PRIMARY KEY (kind, id)
  );
  CREATE UNIQUE INDEX identity_claim ON gateway.identity (claim_name, claim_value) WHERE kind = 'MAPPING_RULE';
  CREATE TABLE gateway.membership (
    owner_kind text NOT NULL,
    owner_id text NOT NULL,
    member_kind text NOT NULL,
    member_id text NOT NULL,
    PRIMARY KEY (owner_kind, owner_id, member_kind, member_id)
  );
  CREATE INDEX membership_member ON gateway.membership (member_kind, member_id);
  CREATE TABLE gateway.permission (
    key bigint PRIMARY KEY DEFAULT nextval('gateway.key'),
    owner_type text NOT NULL,
    owner_id text NOT NULL,
    resource_type text NOT NULL,
    resource_id text NOT NULL,
    permission_types text[] NOT NULL,
    UNIQUE (owner_type, owner_id, resource_type, resource_id)
  );
  INSERT INTO gateway.identity (kind, id, name, description) VALUES
    ('ROLE', 'admin', 'Admin', 'May do everything'),
    ('TENANT', '<default>', 'Default', 'The tenant of everything');`;
