import { Global, Module } from '@nestjs/common';
import { SupervisionService } from './supervision.service';

@Global()
@Module({ providers: [SupervisionService], exports: [SupervisionService] })
export class SupervisionModule {}
