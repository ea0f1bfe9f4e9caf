import { CoreTables1764000100000 } from './1764000100000-core-tables';
import { PlatformTables1764000200000 } from './1764000200000-platform-tables';
import { StudioTables1764001500000 } from './1764001500000-studio-tables';
import { CaseEventNotice1764001600000 } from './1764001600000-case-event-notice';
import { SupervisionSteps1764120000000 } from './1764120000000-supervision-steps';
import { ChannelsAndKpi1764130000000 } from './1764130000000-channels-and-kpi';
import { ArchiveRetention1764140000000 } from './1764140000000-archive-retention';
import { RepeatedRegistrations1764150000000 } from './1764150000000-repeated-registrations';
import { AttachmentsAndRequests1764160000000 } from './1764160000000-attachments-and-requests';
import { ClassificationModels1764170000000 } from './1764170000000-classification-models';
import { RoutingLessons1764230000000 } from './1764230000000-routing-lessons';
import { KnowledgeBase1764230100000 } from './1764230100000-knowledge-base';
import { SimilarityTables1764240000000 } from './1764240000000-similarity-tables';
import { HotlineBodies1764700000000 } from './1764700000000-hotline-bodies';
import { ClassifiedEvents1764700000100 } from './1764700000100-classified-events';
import { SealedPersonalData1764700100000 } from './1764700100000-sealed-personal-data';
import { Sessions1764700110000 } from './1764700110000-sessions';
import { TracesAndDueIndexes1764700200000 } from './1764700200000-traces-and-due-indexes';
import { CaseLists1764700410000 } from './1764700410000-case-lists';
import { KpiFigures1764700420000 } from './1764700420000-kpi-figures';
import { CasesOfAStage1764700430000 } from './1764700430000-cases-of-a-stage';
import { RecordsOfBodies1764700600000 } from './1764700600000-records-of-bodies';
import { Circumstances1764700610000 } from './1764700610000-circumstances';
import { ErasureAfterRetention1764800000000 } from './1764800000000-erasure-after-retention';
import { CaseNumbersFromASequence1764800010000 } from './1764800010000-case-numbers-from-a-sequence';
import { AccountsOfMessages1764800020000 } from './1764800020000-accounts-of-messages';
import { ReasonsOfRejectedReleases1764800030000 } from './1764800030000-reasons-of-rejected-releases';
import { SketchesAsBytes1764800040000 } from './1764800040000-sketches-as-bytes';
import { MeasuresByDay1764800050000 } from './1764800050000-measures-by-day';
import { AssignmentsOfAStage1764800060000 } from './1764800060000-assignments-of-a-stage';
import { LessonsByIndex1764900000000 } from './1764900000000-lessons-by-index';
import { KeysOfTheModel1764900010000 } from './1764900010000-keys-of-the-model';

/** Every migration, oldest first. One that was released is never edited. */
export const MIGRATIONS = [
  CoreTables1764000100000,
  PlatformTables1764000200000,
  StudioTables1764001500000,
  CaseEventNotice1764001600000,
  SupervisionSteps1764120000000,
  ChannelsAndKpi1764130000000,
  ArchiveRetention1764140000000,
  RepeatedRegistrations1764150000000,
  AttachmentsAndRequests1764160000000,
  ClassificationModels1764170000000,
  RoutingLessons1764230000000,
  KnowledgeBase1764230100000,
  SimilarityTables1764240000000,
  HotlineBodies1764700000000,
  ClassifiedEvents1764700000100,
  SealedPersonalData1764700100000,
  Sessions1764700110000,
  TracesAndDueIndexes1764700200000,
  CaseLists1764700410000,
  KpiFigures1764700420000,
  CasesOfAStage1764700430000,
  RecordsOfBodies1764700600000,
  Circumstances1764700610000,
  ErasureAfterRetention1764800000000,
  CaseNumbersFromASequence1764800010000,
  AccountsOfMessages1764800020000,
  ReasonsOfRejectedReleases1764800030000,
  SketchesAsBytes1764800040000,
  MeasuresByDay1764800050000,
  AssignmentsOfAStage1764800060000,
  LessonsByIndex1764900000000,
  KeysOfTheModel1764900010000,
];
