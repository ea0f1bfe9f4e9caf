import { Global, Module } from '@nestjs/common';
import { ClassificationCorrections } from './classification-corrections';
import { CaseHistory } from './case-history';
import { CaseQueries } from './case-queries';
import { CasesService } from './cases.service';
import { InstructionsService } from './instructions.service';
import { StatutoryLimitService } from './statutory-limit.service';

@Global()
@Module({
  providers: [
    CaseHistory,
    CaseQueries,
    CasesService,
    ClassificationCorrections,
    InstructionsService,
    StatutoryLimitService,
  ],
  exports: [
    CaseHistory,
    CaseQueries,
    CasesService,
    ClassificationCorrections,
    InstructionsService,
    StatutoryLimitService,
  ],
})
export class CasesModule {}
