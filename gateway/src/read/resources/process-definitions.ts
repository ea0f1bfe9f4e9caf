import { boolean, integer, key, present, tenant, text, type CustomFilter, type Resource, type Row } from '../resource';

const LATEST = `NOT EXISTS (SELECT 1 FROM act_re_procdef n WHERE n.key_ = d.key_ AND n.version_ > d.version_)`;

/** Only the diagram says whether a process has a start form. */
const startFormFilter: CustomFilter = async (value, { bind, filter, services: { read, facts } }) => {
  const values: unknown[] = [];
  const matching = await read.keysWithin(processDefinitionResource, { ...filter, hasStartForm: undefined }, values);
  const rows = await read.engineRows<{ id: string }>(`SELECT id_ AS id FROM (${matching}) m`, values);
  const known = await facts.of(rows.map(({ id }) => id));
  const withForm = [...known].filter(([, { hasStartForm }]) => hasStartForm).map(([key]) => key);
  return `(d.id_ = ANY(${bind(withForm)}::text[])) = ${bind(value === true)}::boolean`;
};

/** Every version of every deployed process. */
export const processDefinitionResource: Resource = {
  name: 'Process Definition',
  database: 'engine',
  from: 'act_re_procdef d',
  key: 'processDefinitionKey',
  fields: {
    processDefinitionKey: key('d.id_'),
    name: text('d.name_'),
    resourceName: text('d.resource_name_'),
    version: integer('d.version_'),
    versionTag: text('d.version_tag_'),
    processDefinitionId: text('d.key_'),
    tenantId: tenant(),
    isLatestVersion: boolean(LATEST, { sort: false, answer: false }),
  },
  filters: { hasStartForm: startFormFilter },
  present: async (rows: Row[], { facts }) => {
    const known = await facts.of(rows.map((row) => row.processDefinitionKey as string));
    return rows.map((row) => ({
      ...present(row),
      hasStartForm: known.get(row.processDefinitionKey as string)?.hasStartForm ?? false,
    }));
  },
};
