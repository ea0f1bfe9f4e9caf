import { ArchiveCaseWorker } from './archive-case';
import { ClassifyCaseWorker } from './classify-case';
import { CollectResultsWorker } from './collect-results';
import { CompileAnnualReportWorker } from './compile-annual-report';
import { HandDownWorker } from './hand-down';
import { IssueBriefingWorker } from './issue-briefing';
import { IssueHandlingOrderWorker } from './issue-handling-order';
import { IssueSupervisionWorker } from './issue-supervision';
import { MoveDeadlineWorker } from './move-deadline';
import { OpenNegotiationWorker } from './open-negotiation';
import { OpenRectificationWorker } from './open-rectification';
import { OpenRedoWorker } from './open-redo';
import { OpenRevisitWorker } from './open-revisit';
import { OpenSupervisionWorker } from './open-supervision';
import { PublishAnnualReportWorker } from './publish-annual-report';
import { ReassignWorker } from './reassign';
import { RecordAnswerWorker } from './record-answer';
import { RecordClassificationWorker } from './record-classification';
import { RecordClosingWorker } from './record-closing';
import { RecordDeemedAcceptedWorker } from './record-deemed-accepted';
import { RecordExtensionWorker } from './record-extension';
import { RecordInstructionOverdueWorker } from './record-instruction-overdue';
import { RecordInstructionWorker } from './record-instruction';
import { RecordOpinionSettledWorker } from './record-opinion-settled';
import { RecordOpinionWatchWorker } from './record-opinion-watch';
import { RecordMergedResultWorker } from './record-merged-result';
import { RecordNegotiationWorker } from './record-negotiation';
import { RecordMergeWorker } from './record-merge';
import { RecordMergedAnswerWorker } from './record-merged-answer';
import { RecordOverdueWorker } from './record-overdue';
import { RecordPhoneNoticeWorker } from './record-phone-notice';
import { RecordRectificationOverdueWorker } from './record-rectification-overdue';
import { RecordRectificationWorker } from './record-rectification';
import { RecordResultWorker } from './record-result';
import { RecordReturnWorker } from './record-return';
import { RecordRevisitWorker } from './record-revisit';
import { RecordSignInWorker } from './record-sign-in';
import { RecordSupervisionWorker } from './record-supervision';
import { RecordUrgeWorker } from './record-urge';
import { RemindOpinionWatchWorker } from './remind-opinion-watch';
import { ReportToLeadersWorker } from './report-to-leaders';
import { RestartCaseWorker } from './restart-case';
import { RouteCaseWorker } from './route-case';
import { SendReminderWorker } from './send-reminder';
import { WatchDeadlineWorker } from './watch-deadline';

/** Every worker: one a job type, and each job type of bpmn/ has one (a test compares both sides). */
export const WORKERS = [
  ArchiveCaseWorker,
  ClassifyCaseWorker,
  CollectResultsWorker,
  CompileAnnualReportWorker,
  HandDownWorker,
  IssueBriefingWorker,
  IssueHandlingOrderWorker,
  IssueSupervisionWorker,
  MoveDeadlineWorker,
  OpenNegotiationWorker,
  OpenRectificationWorker,
  OpenRedoWorker,
  OpenRevisitWorker,
  OpenSupervisionWorker,
  PublishAnnualReportWorker,
  ReassignWorker,
  RecordAnswerWorker,
  RecordClassificationWorker,
  RecordClosingWorker,
  RecordDeemedAcceptedWorker,
  RecordExtensionWorker,
  RecordInstructionOverdueWorker,
  RecordInstructionWorker,
  RecordOpinionSettledWorker,
  RecordOpinionWatchWorker,
  RecordMergedResultWorker,
  RecordNegotiationWorker,
  RecordMergeWorker,
  RecordMergedAnswerWorker,
  RecordOverdueWorker,
  RecordPhoneNoticeWorker,
  RecordRectificationOverdueWorker,
  RecordRectificationWorker,
  RecordResultWorker,
  RecordReturnWorker,
  RecordRevisitWorker,
  RecordSignInWorker,
  RecordSupervisionWorker,
  RecordUrgeWorker,
  RemindOpinionWatchWorker,
  ReportToLeadersWorker,
  RestartCaseWorker,
  RouteCaseWorker,
  SendReminderWorker,
  WatchDeadlineWorker,
] as const;
