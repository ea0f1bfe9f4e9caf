import type { VerifyRule } from './findings';

/**
 * What must hold within our own tables: each query finds what breaks a rule, as `subject`. $1: cases registered from then
 * on; $2: what is older than this has had its time to be sent.
 */
export const DATABASE_RULES: Partial<Record<VerifyRule, string>> = {
  'case-without-registration': `SELECT c.number AS subject FROM hotline_case c WHERE c.registered_at >= $1 AND NOT EXISTS
     (SELECT FROM case_event e WHERE e.case_id = c.id AND e.type = 'registered')`,
  'case-without-audit': `SELECT c.number AS subject FROM hotline_case c WHERE c.registered_at >= $1 AND NOT EXISTS
     (SELECT FROM audit_entry a WHERE a.subject_type = 'case' AND a.subject_id = c.id::text AND a.action = 'case.register')`,
  // Numbers of a day have no gaps: the sequence's row and the case are written in one transaction.
  'number-missing': `SELECT s.day AS subject FROM case_sequence s
     WHERE s.last > (SELECT count(*) FROM hotline_case c WHERE c.number > s.day || '0' AND c.number < s.day || 'A')`,
  'message-unsent': `SELECT o.name || ' ' || o.correlation_key AS subject FROM engine_outbox o
     WHERE o.created_at >= $1 AND o.created_at < $2 AND o.sent_at IS NULL`,
  'sms-unsent': `SELECT n.id::text AS subject FROM notification n
     WHERE n.created_at >= $1 AND n.created_at < $2 AND n.sent_at IS NULL`,
  'order-missing': `SELECT a.id::text AS subject FROM assignment a JOIN hotline_case c ON c.id = a.case_id
     WHERE c.registered_at >= $1 AND a.issued_at IS NOT NULL AND NOT EXISTS
       (SELECT FROM case_event e WHERE e.case_id = a.case_id AND e.assignment_id = a.id AND e.type = 'handling-order-issued')`,
  'result-missing': `SELECT a.id::text AS subject FROM assignment a JOIN hotline_case c ON c.id = a.case_id
     WHERE c.registered_at >= $1 AND a.status = 'done' AND NOT EXISTS
       (SELECT FROM case_event e WHERE e.case_id = a.case_id AND e.assignment_id = a.id AND e.type = 'result-recorded')`,
  'document-missing': `SELECT c.number || ' ' || e.type AS subject FROM hotline_case c JOIN case_event e ON e.case_id = c.id
     WHERE c.registered_at >= $1 AND e.data ? 'documentId' AND NOT EXISTS
       (SELECT FROM document d WHERE d.id::text = e.data ->> 'documentId')`,
  'archive-missing': `SELECT c.number AS subject FROM hotline_case c WHERE c.registered_at >= $1 AND c.stage = 'archived'
     AND (c.closed_at IS NULL
       OR NOT EXISTS (SELECT FROM archive_bundle b WHERE b.case_id = c.id)
       OR NOT EXISTS (SELECT FROM case_event e WHERE e.case_id = c.id AND e.type = 'archived'))`,
  'case-twice': `SELECT min(c.number) AS subject FROM hotline_case c WHERE c.registered_at >= $1
     AND c.idempotency_key IS NOT NULL GROUP BY c.idempotency_key HAVING count(*) > 1`,
  'event-twice': `SELECT c.number || ' ' || e.type AS subject FROM hotline_case c JOIN case_event e ON e.case_id = c.id
     WHERE c.registered_at >= $1 AND e.type IN ('registered', 'archived', 'handling-order-issued', 'result-recorded')
     GROUP BY c.number, e.type, e.assignment_id HAVING count(*) > 1`,
  'document-twice': `SELECT min(c.number) || ' ' || d.kind AS subject FROM hotline_case c JOIN document d ON d.case_id = c.id
     WHERE c.registered_at >= $1 GROUP BY d.case_id, d.kind, d.number HAVING count(*) > 1`,
  // A unit that has the case again in another round gets the same words again: told apart by the order that each belongs to.
  'sms-twice': `SELECT min(n.id::text) AS subject FROM notification n LEFT JOIN case_event e ON e.dedupe_key = n.dedupe_key
     WHERE n.created_at >= $1 GROUP BY n.template, n.recipient, n.params, e.type, e.assignment_id HAVING count(*) > 1`,
  'audit-twice': `SELECT a.action || ' ' || a.subject_id AS subject FROM audit_entry a
     WHERE a.at >= $1 AND a.action IN ('case.register', 'task.complete') GROUP BY a.action, a.subject_id HAVING count(*) > 1`,
  'assignment-left-open': `SELECT c.number || ' ' || a.unit AS subject FROM hotline_case c JOIN assignment a ON a.case_id = c.id
     WHERE c.registered_at >= $1 AND c.stage = 'archived' AND a.status NOT IN ('done', 'returned', 'withdrawn')`,
};
