import { integer, key, lastPart, present, tenant, text, type Resource } from '../resource';

/** The root element of a decision's file; a file with one decision has no row of requirements in the engine. */
const FILE = (definition: string) =>
  `LEFT JOIN act_ge_bytearray b ON b.deployment_id_ = ${definition}.deployment_id_ AND b.name_ = ${definition}.resource_name_`;
const ROOT = (attribute: string) =>
  `substring(convert_from(b.bytes_, 'UTF8') from '<(?:[A-Za-z0-9_]+:)?definitions[^>]*?\\s${attribute}="([^"]*)"')`;

/** Every version of every decision. */
export const decisionDefinitionResource: Resource = {
  name: 'Decision Definition',
  database: 'engine',
  from: `act_re_decision_def d ${FILE('d')}`,
  key: 'decisionDefinitionKey',
  fields: {
    decisionDefinitionKey: key(lastPart('d.id_')),
    decisionDefinitionId: text('d.key_'),
    name: text('COALESCE(d.name_, d.key_)'),
    version: integer('d.version_'),
    decisionRequirementsId: text(`COALESCE(d.dec_req_key_, ${ROOT('id')}, d.key_)`),
    decisionRequirementsKey: key(lastPart('COALESCE(d.dec_req_id_, d.id_)')),
    tenantId: tenant(),
  },
  present: (rows) => rows.map(present),
};

/** Files of decisions: with several decisions the engine has a row, with one that decision's row stands for the file. */
export const decisionRequirementsResource: Resource = {
  name: 'Decision Requirements',
  database: 'engine',
  from: `(SELECT id_, key_, name_, version_, deployment_id_, resource_name_, true AS own FROM act_re_decision_req_def
    UNION ALL SELECT id_, key_, name_, version_, deployment_id_, resource_name_, false FROM act_re_decision_def WHERE dec_req_id_ IS NULL) d ${FILE('d')}`,
  key: 'decisionRequirementsKey',
  fields: {
    decisionRequirementsKey: key(lastPart('d.id_')),
    decisionRequirementsName: text(`COALESCE(CASE WHEN d.own THEN d.name_ END, ${ROOT('name')}, d.name_, d.key_)`),
    decisionRequirementsId: text(`(CASE WHEN d.own THEN d.key_ ELSE COALESCE(${ROOT('id')}, d.key_) END)`),
    version: integer('d.version_'),
    resourceName: text('d.resource_name_'),
    tenantId: tenant(),
  },
  present: (rows) => rows.map(present),
};
