import { Global, Module } from '@nestjs/common';
import { RevisitsService } from './revisits.service';

@Global()
@Module({ providers: [RevisitsService], exports: [RevisitsService] })
export class RevisitsModule {}
