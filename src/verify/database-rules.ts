import type { VerifyRule } from './findings';

/** What the queries name. */
export interface DatabaseValues {
  /** Cases registered from then on. */
  since: Date;
  /** What is older than this has had its time to be sent. */
  before: Date;
  /** Codes of the units that have a telephone number, and so are sent text messages. */
  units: readonly string[];
}

/** A query with its named values in the places that the driver knows: a statement takes as many as it names. */
export function bind(sql: string, values: DatabaseValues): [string, unknown[]] {
  const names: (keyof DatabaseValues)[] = [];
  const text = sql.replace(/(?<!:):(since|before|units)\b/g, (_match, name: keyof DatabaseValues) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return [text, names.map((name) => values[name])];
}

/** What people do that the trail must tell of, beside tasks: table, instant, the audit's action and the member of its data that holds the id. */
const AUDITED = [
  ['attachment', 'uploaded_at', 'attachment.add', 'attachmentId'],
  ['return_request', 'requested_at', 'assignment.return.request', 'returnId'],
  ['extension_request', 'requested_at', 'assignment.extension.request', 'extensionId'],
  ['urge', 'urged_at', 'case.urge', 'urgeId'],
  ['remark', 'made_at', 'case.remark', 'remarkId'],
] as const;

/** Events of an assignment that its unit is told of. */
const TOLD_TO_UNIT = [
  'handling-order-issued',
  'reminder-sent',
  'return-granted',
  'return-rejected',
  'extension-granted',
  'extension-rejected',
];
/** Events of a case that the citizen is told of. */
const TOLD_TO_CITIZEN = ['answered', 'revisit-opened'];
/** Messages whose words are the same for different happenings, and which no event tells of. */
const SAME_WORDS = ['sms-reply', 'opinion-watch-due'];

const list = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ');

const UNAUDITED = AUDITED.map(
  ([table, at, action, member]) => `SELECT '${action} ' || x.id AS subject FROM ${table} x WHERE x.${at} >= :since
     AND NOT EXISTS (SELECT FROM audit_entry a WHERE a.action = '${action}' AND a.data ->> '${member}' = x.id::text)`,
);

/** What must hold within our own tables: each query finds what breaks a rule, as `subject`. */
export const DATABASE_RULES: Partial<Record<VerifyRule, string>> = {
  'case-without-registration': `SELECT c.number AS subject FROM hotline_case c WHERE c.registered_at >= :since AND NOT EXISTS
     (SELECT FROM case_event e WHERE e.case_id = c.id AND e.type = 'registered')`,
  'case-without-audit': `SELECT c.number AS subject FROM hotline_case c WHERE c.registered_at >= :since AND NOT EXISTS
     (SELECT FROM audit_entry a WHERE a.subject_type = 'case' AND a.subject_id = c.id::text AND a.action = 'case.register')`,
  'action-without-audit': [
    `SELECT 'task.complete ' || s.task_key AS subject FROM task_submission s
       WHERE s.submitted_at >= :since AND s.completed_at IS NOT NULL AND NOT EXISTS (SELECT FROM audit_entry a
         WHERE a.subject_type = 'task' AND a.subject_id = s.task_key AND a.action = 'task.complete')`,
    ...UNAUDITED,
  ].join(' UNION ALL '),
  // The next cases would be refused: their numbers are there already (a restore without its sequence).
  'number-ahead': `SELECT c.number AS subject FROM hotline_case c JOIN case_day d ON d.day = left(c.number, 8)
     WHERE c.registered_at >= :since AND c.number ~ '^\\d{14}$'
       AND d.first + substr(c.number, 9)::bigint > (SELECT last_value FROM case_number)`,
  'message-unsent': `SELECT o.name || ' ' || o.correlation_key AS subject FROM engine_outbox o
     WHERE o.created_at >= :since AND o.created_at < :before AND o.sent_at IS NULL`,
  'sms-unsent': `SELECT n.id::text AS subject FROM notification n
     WHERE n.created_at >= :since AND n.created_at < :before AND n.sent_at IS NULL AND n.given_up_at IS NULL`,
  // The message is written with the event, under the event's own key (a negotiation's and a supervision's with the unit's code).
  'sms-missing': `SELECT e.type || ' ' || c.number AS subject FROM hotline_case c JOIN case_event e ON e.case_id = c.id
       JOIN citizen p ON p.id = c.citizen_id
     WHERE c.registered_at >= :since AND e.type IN (${list(TOLD_TO_CITIZEN)}) AND p.phone IS NOT NULL
       AND NOT EXISTS (SELECT FROM notification n WHERE n.dedupe_key = e.dedupe_key)
     UNION ALL SELECT e.type || ' ' || c.number FROM hotline_case c JOIN case_event e ON e.case_id = c.id
     WHERE c.registered_at >= :since AND e.type IN (${list(TOLD_TO_UNIT)}) AND e.data ->> 'unit' = ANY (:units)
       AND NOT EXISTS (SELECT FROM notification n WHERE n.dedupe_key = e.dedupe_key)
     UNION ALL SELECT e.type || ' ' || c.number FROM hotline_case c JOIN case_event e ON e.case_id = c.id
       CROSS JOIN LATERAL jsonb_array_elements_text(e.data -> 'units') AS u (code)
     WHERE c.registered_at >= :since AND e.type = 'negotiation-opened' AND u.code = ANY (:units)
       AND NOT EXISTS (SELECT FROM notification n WHERE n.dedupe_key = e.dedupe_key || ':' || u.code)
     UNION ALL SELECT e.type || ' ' || c.number FROM hotline_case c JOIN case_event e ON e.case_id = c.id
       JOIN assignment a ON a.id = e.assignment_id
     WHERE c.registered_at >= :since AND e.type = 'supervision-issued' AND a.unit = ANY (:units)
       AND NOT EXISTS (SELECT FROM notification n WHERE n.dedupe_key = e.dedupe_key || ':' || a.unit)`,
  'order-missing': `SELECT a.id::text AS subject FROM assignment a JOIN hotline_case c ON c.id = a.case_id
     WHERE c.registered_at >= :since AND a.issued_at IS NOT NULL AND NOT EXISTS
       (SELECT FROM case_event e WHERE e.case_id = a.case_id AND e.assignment_id = a.id AND e.type = 'handling-order-issued')`,
  'result-missing': `SELECT a.id::text AS subject FROM assignment a JOIN hotline_case c ON c.id = a.case_id
     WHERE c.registered_at >= :since AND a.status = 'done' AND NOT EXISTS
       (SELECT FROM case_event e WHERE e.case_id = a.case_id AND e.assignment_id = a.id AND e.type = 'result-recorded')`,
  'document-missing': `SELECT c.number || ' ' || e.type AS subject FROM hotline_case c JOIN case_event e ON e.case_id = c.id
     WHERE c.registered_at >= :since AND e.data ? 'documentId' AND NOT EXISTS
       (SELECT FROM document d WHERE d.id::text = e.data ->> 'documentId')`,
  'archive-missing': `SELECT c.number AS subject FROM hotline_case c WHERE c.registered_at >= :since AND c.stage = 'archived'
     AND (c.closed_at IS NULL
       OR NOT EXISTS (SELECT FROM archive_bundle b WHERE b.case_id = c.id)
       OR NOT EXISTS (SELECT FROM case_event e WHERE e.case_id = c.id AND e.type = 'archived'))`,
  'case-twice': `SELECT min(c.number) AS subject FROM hotline_case c WHERE c.registered_at >= :since
     AND c.idempotency_key IS NOT NULL GROUP BY c.idempotency_key HAVING count(*) > 1
     UNION ALL SELECT c.number FROM hotline_case c JOIN urge u ON u.case_id = c.id AND u.idempotency_key = c.idempotency_key
     WHERE c.registered_at >= :since`,
  'event-twice': `SELECT c.number || ' ' || e.type AS subject FROM hotline_case c JOIN case_event e ON e.case_id = c.id
     WHERE c.registered_at >= :since AND e.type IN ('registered', 'archived', 'handling-order-issued', 'result-recorded')
     GROUP BY c.number, e.type, e.assignment_id HAVING count(*) > 1`,
  'document-twice': `SELECT min(c.number) || ' ' || d.kind AS subject FROM hotline_case c JOIN document d ON d.case_id = c.id
     WHERE c.registered_at >= :since GROUP BY d.case_id, d.kind, d.number HAVING count(*) > 1`,
  'document-without-event': `SELECT c.number || ' ' || d.kind AS subject FROM hotline_case c JOIN document d ON d.case_id = c.id
     WHERE c.registered_at >= :since AND NOT EXISTS
       (SELECT FROM case_event e WHERE e.case_id = d.case_id AND e.data ->> 'documentId' = d.id::text)`,
  // A unit that has the case again in another round, or negotiates it again, gets the same words again: told apart by the order or
  // the negotiation that each belongs to. The key of a message to one of several units is its event's with the unit's code behind it.
  'sms-twice': `SELECT n.template || ' ' || min(n.id::text) AS subject FROM notification n
     LEFT JOIN case_event e ON e.dedupe_key IN (n.dedupe_key, regexp_replace(n.dedupe_key, ':[^:]*$', ''))
     WHERE n.created_at >= :since AND n.template NOT IN (${list(SAME_WORDS)})
     GROUP BY n.template, n.params, e.type, e.assignment_id, e.data ->> 'negotiationId' HAVING count(*) > 1`,
  'audit-twice': `SELECT a.action || ' ' || a.subject_id AS subject FROM audit_entry a
     WHERE a.at >= :since AND a.action IN ('case.register', 'task.complete') GROUP BY a.action, a.subject_id HAVING count(*) > 1
     UNION ALL SELECT a.action || ' ' || a.subject_id FROM audit_entry a
     WHERE a.at >= :since AND a.action IN (${list(AUDITED.map(([, , action]) => action))})
     GROUP BY a.action, a.subject_id, a.data HAVING count(*) > 1`,
  'assignment-left-open': `SELECT c.number || ' ' || a.unit AS subject FROM hotline_case c JOIN assignment a ON a.case_id = c.id
     WHERE c.registered_at >= :since AND c.stage = 'archived' AND a.status NOT IN ('done', 'returned', 'withdrawn')`,
  // Files go after the rows, those of a young upload an hour later; the run of every hour finishes what a crash left.
  'erasure-unfinished': `SELECT c.number AS subject FROM case_erasure e JOIN hotline_case c ON c.id = e.case_id
       JOIN citizen p ON p.id = c.citizen_id
     WHERE num_nonnulls(p.name, p.phone, p.caller, p.unit, p.address, c.title) > 0 OR c.content <> ''
       OR (e.files_removed_at IS NULL AND e.erased_at < :before::timestamptz - interval '1 day')`,
};
