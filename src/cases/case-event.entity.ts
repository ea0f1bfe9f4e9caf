import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The kinds of event in a case's history; the words are the i18n files' `event.<type>`. */
export const CASE_EVENT_TYPES = [
  'registered',
  'classified',
  'classified-manually',
  'reclassified',
  'answered',
  'routed',
  'not-routed',
  'negotiation-opened',
  'negotiation-settled',
  'handling-order-issued',
  'unit-phoned',
  'signed-in',
  'attachment-added',
  'deemed-accepted',
  'second-return-allowed',
  'statutory-limit-set',
  'deadline-moved',
  'return-requested',
  'return-granted',
  'return-rejected',
  'extension-requested',
  'extension-granted',
  'extension-rejected',
  'reminder-sent',
  'sign-in-overdue',
  'handling-overdue',
  'handed-down',
  'reported-back',
  'result-submitted',
  'result-filed',
  'result-recorded',
  'results-merged',
  'briefing-issued',
  'instructed',
  'instruction-overdue',
  'reported-to-leaders',
  'supervision-requested',
  'supervision-opened',
  'supervision-issued',
  'supervision-recorded',
  'media-exposed',
  'opinion-settled',
  'opinion-watched',
  'repeated',
  'urged',
  'urge-recorded',
  'remarked',
  'revisit-opened',
  'survey-answered',
  'revisited',
  'redo-opened',
  'closing-decided',
  'merged',
  'unmerged',
  'follower-added',
  'following',
  'task-completed',
  'archived',
  'erased',
] as const;
export type CaseEventType = (typeof CASE_EVENT_TYPES)[number];

/** One line of a case's append-only history; the database refuses to change or delete it. */
@Entity('case_event')
export class CaseEvent {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid', { nullable: true }) assignmentId!: string | null;
  @Column('text') type!: CaseEventType;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('jsonb') data!: Record<string, unknown>;
  @Column('text') dedupeKey!: string;
}
