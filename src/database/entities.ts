import { ArchiveBundle } from '../archive/archive-bundle.entity';
import { Assignment } from '../assignments/assignment.entity';
import { ExtensionRequest } from '../assignments/extension-request.entity';
import { ReturnRequest } from '../assignments/return-request.entity';
import { PhoneNotice } from '../assignments/phone-notice.entity';
import { Attachment } from '../attachments/attachment.entity';
import { AuditEntry } from '../audit/audit-entry.entity';
import { CaseEvent } from '../cases/case-event.entity';
import { Case } from '../cases/case.entity';
import { InboundMessage } from '../channels/inbound-message.entity';
import { PhoneCall } from '../channels/phone-call.entity';
import { PhoneEvent } from '../channels/phone-event.entity';
import { Instruction } from '../cases/instruction.entity';
import { Citizen } from '../citizens/citizen.entity';
import { ClassificationModel } from '../classification/model.entity';
import { CaseMerge } from '../similarity/case-merge.entity';
import { CaseSketch } from '../similarity/case-sketch.entity';
import { Matter } from '../similarity/matter.entity';
import { StoredModel } from '../similarity/stored-model.entity';
import { Document } from '../documents/document.entity';
import { Hotspot } from '../hotspots/hotspot.entity';
import { Account } from '../identity/account.entity';
import { Session } from '../identity/session.entity';
import { KpiExclusion } from '../kpi/kpi-exclusion.entity';
import { StaffComplaint } from '../kpi/staff-complaint.entity';
import { KnowledgeVersion } from '../knowledge/knowledge-version.entity';
import { Notification } from '../notifications/notification.entity';
import { Effect } from '../outbox/effect.entity';
import { EngineOutbox } from '../outbox/engine-outbox.entity';
import { AnnualReport } from '../reports/annual-report.entity';
import { Negotiation } from '../routing/negotiation.entity';
import { RoutingFeedback } from '../routing/routing-feedback.entity';
import { RoutingRecord } from '../routing/routing-record.entity';
import { CaseErasure } from '../retention/case-erasure.entity';
import { LegalHold } from '../retention/legal-hold.entity';
import { Revisit } from '../revisits/revisit.entity';
import { StudioDraft } from '../studio/draft.entity';
import { StudioRelease, StudioReleaseResource } from '../studio/release.entity';
import { MediaArticle } from '../supervision/media-article.entity';
import { OpinionWatch } from '../supervision/opinion-watch.entity';
import { Remark } from '../supervision/remark.entity';
import { Supervision } from '../supervision/supervision.entity';
import { Urge } from '../supervision/urge.entity';
import { SavedFilter } from '../tasks/saved-filter.entity';
import { TaskSubmission } from '../tasks/task-submission.entity';

/** Every table of ours. */
export const ENTITIES = [
  Account,
  AnnualReport,
  ArchiveBundle,
  Assignment,
  Attachment,
  AuditEntry,
  Case,
  CaseErasure,
  CaseEvent,
  CaseMerge,
  CaseSketch,
  Citizen,
  ClassificationModel,
  Document,
  Effect,
  EngineOutbox,
  ExtensionRequest,
  Hotspot,
  InboundMessage,
  KpiExclusion,
  MediaArticle,
  KnowledgeVersion,
  LegalHold,
  Negotiation,
  Matter,
  Notification,
  OpinionWatch,
  PhoneCall,
  PhoneEvent,
  StaffComplaint,
  Instruction,
  Notification,
  PhoneNotice,
  Remark,
  ReturnRequest,
  Revisit,
  SavedFilter,
  Session,
  StudioDraft,
  StudioRelease,
  StudioReleaseResource,
  RoutingFeedback,
  RoutingRecord,
  StoredModel,
  Supervision,
  TaskSubmission,
  Urge,
];
