import type { Services } from '../../api/services';
import { integer, key, present, tenant, text, type Resource } from '../resource';

/** Deployed forms, from the gateway's own table. */
export const formResource: Resource = {
  name: 'Form',
  database: 'gateway',
  from: 'gateway.form f',
  key: 'formKey',
  fields: {
    formKey: key('f.key::text', { order: 'f.key' }),
    formId: text('f.form_id'),
    version: integer('f.version'),
    schema: text('f.content', { filter: false, sort: false }),
    tenantId: tenant(),
  },
  present: (rows) => rows.map((row) => ({ ...present(row), schema: JSON.parse(row.schema as string) as object })),
};

/** The keys of the latest versions of forms, by form id. */
export async function latestFormKeys({ read }: Services, ids: string[]): Promise<Map<string, string>> {
  const rows =
    ids.length === 0
      ? []
      : await read.gatewayRows<{ id: string; key: string }>(
          'SELECT DISTINCT ON (form_id) form_id AS id, key::text FROM gateway.form WHERE form_id = ANY($1) AND NOT deleted ORDER BY form_id, version DESC',
          [ids],
        );
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/** The latest version of a form, or undefined. */
export async function latestForm(services: Services, id: string | undefined): Promise<object | undefined> {
  const key = id && (await latestFormKeys(services, [id])).get(id);
  return key ? services.read.find(formResource, key) : undefined;
}
