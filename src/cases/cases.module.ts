import { Global, Module } from '@nestjs/common';
import { CaseHistory } from './case-history';
import { CaseQueries } from './case-queries';
import { CasesService } from './cases.service';

@Global()
@Module({ providers: [CaseHistory, CaseQueries, CasesService], exports: [CaseHistory, CaseQueries, CasesService] })
export class CasesModule {}
