import { CORRELATION_PREFIX } from '../../dialect';
import { constant, date, integer, key, lastPart, present, tenant, text, type Resource } from '../resource';

const STATES = ['CREATED', 'CORRELATED', 'DELETED', 'MIGRATED'];
/** The variable of CORRELATION_VARIABLE (dialect/model.ts), in the execution that waits or in a scope around it. */
const CORRELATION_KEY = `(SELECT v.text_ FROM act_ru_variable v
  WHERE v.name_ = '${CORRELATION_PREFIX}' || regexp_replace(s.event_name_, '[^A-Za-z0-9]', '_', 'g')
    AND v.execution_id_ IN (x.id_, x.parent_id_, x.proc_inst_id_)
  ORDER BY (v.execution_id_ = x.id_) DESC, (v.execution_id_ = x.parent_id_) DESC LIMIT 1)`;

/** Open message subscriptions of running instances. */
export const messageSubscriptionResource: Resource = {
  name: 'Message Subscription',
  database: 'engine',
  from: `act_ru_event_subscr s JOIN act_ru_execution x ON x.id_ = s.execution_id_ JOIN act_re_procdef d ON d.id_ = x.proc_def_id_`,
  where: `s.event_type_ = 'message'`,
  key: 'messageSubscriptionKey',
  fields: {
    messageSubscriptionKey: key('s.id_'),
    processDefinitionId: text('d.key_'),
    processDefinitionKey: key('d.id_'),
    processInstanceKey: key('s.proc_inst_id_'),
    elementId: text('s.activity_id_'),
    elementInstanceKey: key(`COALESCE(${lastPart('x.act_inst_id_')}, x.id_)`),
    messageSubscriptionState: constant('CREATED', STATES),
    lastUpdatedDate: date('s.created_'),
    messageName: text('s.event_name_'),
    correlationKey: text(CORRELATION_KEY),
    tenantId: tenant(),
  },
  present: (rows) => rows.map(present),
};

/** What messages found: written by the gateway when it correlates one. */
export const correlatedMessageResource: Resource = {
  name: 'Correlated Message Subscription',
  database: 'gateway',
  from: 'gateway.message_correlation c',
  key: 'subscriptionKey',
  fields: {
    subscriptionKey: key('c.key::text', { order: 'c.key' }),
    correlationKey: text('c.correlation_key'),
    correlationTime: date('c.correlated_at'),
    elementId: text('c.element_id'),
    elementInstanceKey: key('c.element_instance_key'),
    messageKey: key('c.message_key::text', { order: 'c.message_key' }),
    messageName: text('c.message_name'),
    partitionId: integer('1'),
    processDefinitionId: text('c.process_definition_id'),
    processDefinitionKey: key('c.process_definition_key'),
    processInstanceKey: key('c.process_instance_key'),
    tenantId: tenant(),
  },
  present: (rows) => rows.map(present),
};
