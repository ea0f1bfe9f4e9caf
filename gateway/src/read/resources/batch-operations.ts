import { date, enumeration, integer, json, key, present, text, type Resource } from '../resource';

const TYPES = [
  'CANCEL_PROCESS_INSTANCE',
  'RESOLVE_INCIDENT',
  'MIGRATE_PROCESS_INSTANCE',
  'MODIFY_PROCESS_INSTANCE',
  'DELETE_PROCESS_INSTANCE',
  'ADD_VARIABLE',
  'UPDATE_VARIABLE',
  'DELETE_DECISION_DEFINITION',
  'DELETE_PROCESS_DEFINITION',
];
const STATES = ['ACTIVE', 'CANCELED', 'COMPLETED', 'CREATED', 'FAILED', 'PARTIALLY_COMPLETED', 'SUSPENDED'];
const ITEM_STATES = ['ACTIVE', 'COMPLETED', 'SKIPPED', 'CANCELED', 'FAILED'];

/** Batch operations, from the gateway's own tables. */
export const batchOperationResource: Resource = {
  name: 'Batch Operation',
  database: 'gateway',
  from: 'gateway.batch_operation b',
  key: 'batchOperationKey',
  fields: {
    batchOperationKey: text('b.key::text', { order: 'b.key::text COLLATE "C"' }),
    operationType: enumeration(TYPES, 'b.type'),
    state: enumeration(STATES, 'b.state'),
    startDate: date('b.started_at'),
    endDate: date('b.ended_at'),
    operationsTotalCount: integer('b.total', { filter: false, sort: false }),
    operationsFailedCount: integer('b.failed', { filter: false, sort: false }),
    operationsCompletedCount: integer('b.completed', { filter: false, sort: false }),
    errors: json('b.errors'),
  },
  present: (rows) => rows.map(({ operationType, ...row }) => ({ ...present(row), batchOperationType: operationType })),
};

/** What batch operations did to each process instance. */
export const batchOperationItemResource: Resource = {
  name: 'Batch Operation Item',
  database: 'gateway',
  from: 'gateway.batch_operation_item i JOIN gateway.batch_operation b ON b.key = i.batch_operation_key',
  key: 'row',
  fields: {
    row: key('i.id::text', { order: 'i.id', filter: false, sort: false, answer: false }),
    batchOperationKey: text('b.key::text'),
    operationType: enumeration(TYPES, 'b.type'),
    itemKey: text('i.item_key'),
    processInstanceKey: key('i.process_instance_key'),
    state: enumeration(ITEM_STATES, 'i.state'),
    processedDate: date('i.processed_at'),
    errorMessage: text('i.error_message', { sort: false }),
  },
  present: (rows) => rows.map(present),
};
