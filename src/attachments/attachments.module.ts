import { Global, Module } from '@nestjs/common';
import { AttachmentsService } from './attachments.service';
import { scannerFrom, VirusScanner } from './virus-scanner';

@Global()
@Module({
  providers: [AttachmentsService, { provide: VirusScanner, useFactory: () => scannerFrom(process.env.HOTLINE_CLAMD) }],
  exports: [AttachmentsService],
})
export class AttachmentsModule {}
