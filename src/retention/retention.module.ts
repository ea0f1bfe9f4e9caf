import { Module } from '@nestjs/common';
import { AgedDataService } from './aged-data.service';
import { ErasureRun } from './erasure-run';
import { ErasureService } from './erasure.service';
import { LegalHoldsService } from './legal-holds.service';

/** The end of what is kept: erasure after retention, and holds against it. */
@Module({
  providers: [ErasureService, AgedDataService, ErasureRun, LegalHoldsService],
  exports: [ErasureService, AgedDataService, ErasureRun, LegalHoldsService],
})
export class RetentionModule {}
