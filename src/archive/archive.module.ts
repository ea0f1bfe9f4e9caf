import { Global, Module } from '@nestjs/common';
import { ArchiveService } from './archive.service';

@Global()
@Module({ providers: [ArchiveService], exports: [ArchiveService] })
export class ArchiveModule {}
