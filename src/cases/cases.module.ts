import { Global, Module } from '@nestjs/common';
import { ClassificationCorrections } from './classification-corrections';
import { BriefingsService } from './briefings.service';
import { CaseClassificationService } from './case-classification.service';
import { CaseHistory } from './case-history';
import { CaseLists } from './case-lists';
import { CaseQueries } from './case-queries';
import { CaseSearch } from './case-search';
import { CasesService } from './cases.service';
import { InstructionsService } from './instructions.service';
import { RegistrationsService } from './registrations.service';

@Global()
@Module({
  providers: [
    BriefingsService,
    CaseClassificationService,
    CaseHistory,
    CaseLists,
    CaseQueries,
    CaseSearch,
    CasesService,
    ClassificationCorrections,
    InstructionsService,
    RegistrationsService,
  ],
  exports: [
    BriefingsService,
    CaseClassificationService,
    CaseHistory,
    CaseLists,
    CaseQueries,
    CasesService,
    ClassificationCorrections,
    InstructionsService,
    RegistrationsService,
  ],
})
export class CasesModule {}
