/** What becomes of the rows of a case in one table when the case is erased. */
export interface ErasedTable {
  table: string;
  /** Which rows; $1 is the case's id. */
  where: string;
  /** What each column holds afterwards; missing: the rows are deleted. */
  sets?: Readonly<Record<string, string>>;
}

const OF_CASE = 'case_id = $1';
const OF_ASSIGNMENT = 'assignment_id IN (SELECT id FROM assignment WHERE case_id = $1)';

/** Members of an event that are ids, codes, figures and instants: what measures and checks read. Words are not among them. */
export const KEPT_OF_EVENTS = [
  'documentId',
  'attachmentId',
  'unit',
  'units',
  'caseType',
  'category',
  'topic',
  'urgency',
  'responseLevel',
  'area',
  'confidence',
  'disposal',
  'channel',
  'receivedAt',
  'round',
] as const;

const KEPT_MEMBERS = `(SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(data)
  WHERE key IN (${KEPT_OF_EVENTS.map((member) => `'${member}'`).join(', ')}))`;

/** A text that nobody knows, where one must stand. */
const RANDOM = 'gen_random_uuid()::text';

/** What stands in an inbound message afterwards; some channels put the sender into the message's id. */
export const ERASED_MESSAGE = {
  sender: 'NULL',
  title: 'NULL',
  content: `''`,
  reply: 'NULL',
  body_hash: `''`,
  invalid_reason: 'NULL',
  message_id: 'id::text',
} as const;

/** What stands in a text message afterwards: told apart by their ids, so that none is taken for another one's repeat. */
export const ERASED_NOTIFICATION = {
  recipient: `''`,
  fallback: 'NULL',
  params: `jsonb_build_object('erased', id)`,
  last_error: 'NULL',
} as const;

/** What `sets` says, as SQL. */
export const assignments = (sets: Readonly<Record<string, string>>): string =>
  Object.entries(sets)
    .map(([column, value]) => `${column} = ${value}`)
    .join(', ');

/** What holds words or persons, and what stands there after the erasure. A test compares it with every column there is. */
export const ERASED_TABLES: readonly ErasedTable[] = [
  {
    table: 'citizen',
    where: 'id = (SELECT citizen_id FROM hotline_case WHERE id = $1)',
    sets: { name: 'NULL', phone: 'NULL', caller: 'NULL', unit: 'NULL', address: 'NULL' },
  },
  {
    table: 'hotline_case',
    where: 'id = $1',
    sets: {
      title: 'NULL',
      content: `''`,
      circumstances: 'NULL',
      because: 'NULL',
      answer: 'NULL',
      query_code: RANDOM,
      idempotency_key: 'NULL',
      idempotency_hash: 'NULL',
      statutory_basis: 'NULL',
    },
  },
  { table: 'case_event', where: OF_CASE, sets: { data: KEPT_MEMBERS } },
  {
    table: 'assignment',
    where: OF_CASE,
    sets: {
      result: 'NULL',
      reply_course: 'NULL',
      unsolved_reason: 'NULL',
      next_step: 'NULL',
      second_return_reason: 'NULL',
    },
  },
  {
    table: 'return_request',
    where: OF_ASSIGNMENT,
    sets: {
      reason: `''`,
      evidence: `''`,
      leader_opinion: `''`,
      comment: 'NULL',
      decision: `'{}'`,
      attachment_ids: `'{}'`,
    },
  },
  {
    table: 'extension_request',
    where: OF_ASSIGNMENT,
    sets: { reason: `''`, explained: `''`, comment: 'NULL', decision: `'{}'` },
  },
  { table: 'phone_notice', where: OF_ASSIGNMENT, sets: { number: 'NULL', answered_by: 'NULL', note: 'NULL' } },
  { table: 'attachment', where: OF_CASE },
  { table: 'instruction', where: OF_CASE, sets: { text: 'NULL' } },
  { table: 'negotiation', where: OF_CASE, sets: { opinion: 'NULL', positions: `'[]'` } },
  { table: 'supervision', where: OF_CASE, sets: { note: 'NULL', measures: 'NULL' } },
  { table: 'opinion_watch', where: OF_CASE, sets: { note: 'NULL' } },
  { table: 'urge', where: OF_CASE, sets: { note: 'NULL', idempotency_key: 'NULL', idempotency_hash: 'NULL' } },
  { table: 'remark', where: OF_CASE, sets: { text: `''` } },
  { table: 'revisit', where: OF_CASE, sets: { comment: 'NULL', token: RANDOM } },
  { table: 'staff_complaint', where: OF_CASE, sets: { about: 'NULL', content: `''`, comment: 'NULL' } },
  { table: 'task_submission', where: OF_CASE, sets: { kept: `'{}'`, sent: `'{}'` } },
  {
    table: 'inbound_message',
    where: OF_CASE,
    sets: ERASED_MESSAGE,
  },
  { table: 'phone_call', where: OF_CASE, sets: { caller: 'NULL' } },
  {
    table: 'case_merge',
    where: 'case_id = $1 OR main_case_id = $1',
    sets: { reason: `''`, undone_reason: 'NULL' },
  },
  {
    table: 'notification',
    where: `dedupe_key IN (SELECT dedupe_key FROM case_event WHERE case_id = $1)`,
    sets: ERASED_NOTIFICATION,
  },
  { table: 'case_sketch', where: OF_CASE },
];

/**
 * Columns of these tables that hold no words and no person, and so stay: codes, ids, accounts of staff, numbers. What is in
 * neither list fails the test.
 */
export const KEPT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  hotline_case: [
    'number',
    'profile',
    'channel',
    'registered_by',
    'case_type',
    'category',
    'urgency',
    'response_level',
    'area',
    'disposal',
    'stage',
    'satisfaction',
    'statutory_limit',
    'topic',
    'body',
  ],
  case_event: ['type', 'actor', 'dedupe_key'],
  assignment: [
    'unit',
    'role',
    'status',
    'limits',
    'signed_in_by',
    'result_by',
    'second_return_allowed_by',
    'reply_unit',
    'body',
    'case_stage',
    'case_category',
    'case_type',
  ],
  return_request: ['requested_by', 'suggested_unit', 'status', 'decided_by', 'determined_unit'],
  extension_request: ['requested_by', 'grounds', 'status', 'decided_by'],
  phone_notice: ['phoned_by'],
  instruction: ['post', 'instructed_by', 'action', 'units'],
  negotiation: ['units', 'answerable', 'lead', 'co_units', 'decided_by'],
  supervision: ['ground', 'requested_by', 'status', 'closed_by', 'level'],
  opinion_watch: ['watch_group', 'reported_by'],
  urge: ['urged_by', 'channel'],
  remark: ['made_by'],
  revisit: ['via', 'satisfaction', 'result'],
  staff_complaint: ['stage', 'aspect', 'recorded_by', 'decided_by', 'body'],
  task_submission: ['task_key', 'process_instance_key', 'element_id', 'submitted_by'],
  inbound_message: ['channel', 'account', 'replied_by', 'invalid_by', 'body'],
  phone_call: ['call_id', 'account', 'answered_by', 'body', 'line'],
  case_merge: ['merged_by', 'undone_by'],
  notification: ['dedupe_key', 'template', 'account'],
  // its words are those of the case, kept by a trigger
  case_search: ['body', 'searched'],
  // a text of ours says that the document is gone
  document: ['kind', 'number', 'html', 'dedupe_key'],
  archive_bundle: ['file', 'sha256', 'retention'],
  routing_feedback: ['kind', 'profile', 'category', 'area', 'from_unit', 'to_unit', 'rules', 'actor'],
  routing_record: ['unit', 'profile', 'category', 'area', 'rules'],
  // what a newspaper printed is not the citizen's
  media_article: ['outlet', 'title', 'url', 'summary', 'recorded_by', 'linked_by', 'body'],
  case_erasure: ['erased_by', 'files'],
  legal_hold: ['reason', 'placed_by', 'lifted_by'],
};
