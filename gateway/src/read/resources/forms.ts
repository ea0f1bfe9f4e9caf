import type { FormReference } from '../../dialect';
import { integer, key, present, tenant, text, type ReadServices, type Resource } from '../resource';

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

/** A form that an element of a deployed process names. */
export interface FormOfProcess {
  form: FormReference | undefined;
  /** The deployment of the process. */
  deploymentId: string | undefined;
}

/** A form's version, of those that are not deleted: the one of a deployment, of a version tag, or the latest. */
const VERSION = `SELECT f.key::text FROM gateway.form f
  WHERE f.form_id = r.id AND NOT f.deleted AND CASE r.binding
    WHEN 'deployment' THEN EXISTS (SELECT 1 FROM gateway.form_deployment d WHERE d.form_key = f.key AND d.deployment_key = r.deployment)
    WHEN 'versionTag' THEN f.content::json ->> 'versionTag' = r.tag
    ELSE true END
  ORDER BY f.version DESC LIMIT 1`;

/** The keys of the forms that elements name, in their order; undefined for one that is not there. */
export async function formKeys(
  { read }: ReadServices,
  named: readonly FormOfProcess[],
): Promise<(string | undefined)[]> {
  if (!named.some(({ form }) => form)) {
    return named.map(() => undefined);
  }
  // a page of tasks names the same few forms again and again
  const places = new Map<string, number>();
  const asked = named.map(({ form, deploymentId }) => {
    const text = JSON.stringify([form?.id, form?.binding, form?.versionTag, deploymentId]);
    return places.get(text) ?? places.set(text, places.size).size - 1;
  });
  const distinct = [...places.values()].map((place) => named[asked.indexOf(place)]!);
  const rows = await read.gatewayRows<{ key: string | null }>(
    `SELECT (${VERSION}) AS key FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
       WITH ORDINALITY AS r (id, binding, tag, deployment, place) ORDER BY r.place`,
    [
      distinct.map(({ form }) => form?.id ?? null),
      distinct.map(({ form }) => form?.binding ?? null),
      distinct.map(({ form }) => form?.versionTag ?? null),
      distinct.map(({ deploymentId }) => deploymentId ?? null),
    ],
  );
  return asked.map((place) => rows[place]!.key ?? undefined);
}

/** The form that an element names, or undefined. */
export async function formNamed(services: ReadServices, named: FormOfProcess): Promise<object | undefined> {
  const [key] = await formKeys(services, [named]);
  return key ? services.read.find(formResource, key) : undefined;
}
