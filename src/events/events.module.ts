import { Module } from '@nestjs/common';
import { CaseNewsService } from './case-news.service';

@Module({ providers: [CaseNewsService], exports: [CaseNewsService] })
export class EventsModule {}
