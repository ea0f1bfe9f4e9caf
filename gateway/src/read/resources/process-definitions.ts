import { boolean, integer, key, present, tenant, text, type CustomFilter, type Resource, type Row } from '../resource';
import type { Services } from '../../api/services';

const LATEST = `NOT EXISTS (SELECT 1 FROM act_re_procdef n WHERE n.key_ = d.key_ AND n.version_ > d.version_)`;

const hasStartForm = async (services: Services, definitionKey: string) =>
  Boolean((await services.catalogue.get(definitionKey)).model.startForm);

/** Only the diagram says whether a process has a start form. */
const startFormFilter: CustomFilter = async (value, { bind, services }) => {
  const rows = await services.read.engineRows<{ id: string }>('SELECT id_ AS id FROM act_re_procdef', []);
  const with_ = await Promise.all(rows.map(async ({ id }) => ((await hasStartForm(services, id)) ? id : undefined)));
  return `(d.id_ = ANY(${bind(with_.filter(Boolean))}::text[])) = ${bind(value === true)}::boolean`;
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
  present: (rows: Row[], services) =>
    Promise.all(
      rows.map(async (row) => ({
        ...present(row),
        hasStartForm: await hasStartForm(services, row.processDefinitionKey as string),
      })),
    ),
};
