import type { Pool } from 'pg';
import { DEFAULT_TENANT } from '../common/tenant';
import type { DeployedForm, Resource } from './deployment';

interface FormRow {
  key: string;
  version: number;
  resource_name: string;
  content: string;
  deleted: boolean;
  /** Its deletion was begun. */
  deleting: boolean;
}

/** What diagrams call a version of a form. */
interface NamedVersion {
  id: string;
  versionTag: string | null;
}
const NAMED = `form_id AS id, content::json ->> 'versionTag' AS "versionTag"`;

/** Deployed forms: the gateway keeps them, the engine has no such thing. */
export class Forms {
  constructor(private readonly pool: Pool) {}

  /** Whether a form is the latest version of its id. */
  async isLatest(formId: string, resource: Resource): Promise<boolean> {
    const latest = await this.latest(formId);
    return (
      latest !== undefined &&
      !latest.deleting &&
      !latest.deleted &&
      latest.content === resource.content &&
      latest.resource_name === resource.name
    );
  }

  /** The latest version of a form, as the answer to a deployment that changed nothing. Throws where there is none. */
  async deployed(formId: string): Promise<DeployedForm> {
    const latest = await this.latest(formId);
    if (!latest) {
      throw new Error(`The form '${formId}' was deployed and is gone`);
    }
    return deployed(formId, latest);
  }

  /** Which versions there are of some forms, by id and tag. @param without the key of one that does not count */
  async known(formIds: readonly string[], without?: string): Promise<NamedVersion[]> {
    const { rows } = await this.pool.query<NamedVersion>(
      `SELECT DISTINCT ${NAMED} FROM gateway.form WHERE form_id = ANY($1) AND NOT deleted AND key IS DISTINCT FROM $2`,
      [formIds, without],
    );
    return rows;
  }

  /** What names the form with a key; undefined where there is none any more. */
  async named(key: string): Promise<NamedVersion | undefined> {
    const { rows } = await this.pool.query<NamedVersion>(
      `SELECT ${NAMED} FROM gateway.form WHERE key = $1 AND NOT deleted`,
      [key],
    );
    return rows[0];
  }

  /** Saves the next version of a form, as part of a deployment. */
  async save(resource: Resource, deploymentKey: string): Promise<DeployedForm> {
    const formId = formIdOf(resource);
    const latest = await this.latest(formId);
    const inserted = await this.pool.query<FormRow>(
      `INSERT INTO gateway.form (key, form_id, version, resource_name, content, deployment_key)
       VALUES (nextval('gateway.key'), $1, $2, $3, $4, $5) RETURNING key::text, version, resource_name`,
      [formId, (latest?.version ?? 0) + 1, resource.name, resource.content, deploymentKey],
    );
    const form = deployed(formId, inserted.rows[0]!);
    await this.pool.query('INSERT INTO gateway.form_deployment (deployment_key, form_key) VALUES ($1, $2)', [
      deploymentKey,
      form.formKey,
    ]);
    return form;
  }

  private async latest(formId: string): Promise<FormRow | undefined> {
    const { rows } = await this.pool.query<FormRow>(
      'SELECT key::text, version, resource_name, content, deleted, deleting FROM gateway.form WHERE form_id = $1 ORDER BY version DESC LIMIT 1',
      [formId],
    );
    return rows[0];
  }
}

/** What names a form in diagrams. */
export function namedForm(resource: Resource): { id: string; versionTag?: string } {
  const { versionTag } = JSON.parse(resource.content) as { versionTag?: string };
  return { id: formIdOf(resource), ...(versionTag ? { versionTag } : {}) };
}

function deployed(formId: string, row: FormRow): DeployedForm {
  return {
    formId,
    version: row.version,
    resourceName: row.resource_name,
    tenantId: DEFAULT_TENANT,
    formKey: row.key,
  };
}

/** A form's id. Throws with what Zeebe says of a form without one. */
export function formIdOf(resource: Resource): string {
  let form: unknown;
  try {
    form = JSON.parse(resource.content);
  } catch (error) {
    throw new Error(`'${resource.name}': ${error instanceof Error ? error.message : String(error)}`);
  }
  const id = (form as { id?: unknown } | null)?.id;
  if (typeof id !== 'string') {
    throw new Error(`Expected the form id to be present, but none given`);
  }
  if (id.trim() === '') {
    throw new Error(`Expected the form id to be filled, but it is blank`);
  }
  return id;
}
