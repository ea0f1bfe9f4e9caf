import { Global, Module } from '@nestjs/common';
import { RepliesService } from './replies.service';

@Global()
@Module({ providers: [RepliesService], exports: [RepliesService] })
export class RepliesModule {}
