import { Global, Module } from '@nestjs/common';
import { ArticleFinder } from './article-finder';
import { ArticlesService } from './articles.service';
import { KnowledgeService } from './knowledge.service';
import { ReplyHelpService } from './reply-help.service';

@Global()
@Module({
  providers: [
    KnowledgeService,
    { provide: ArticleFinder, useExisting: KnowledgeService },
    ArticlesService,
    ReplyHelpService,
  ],
  exports: [KnowledgeService, ArticleFinder, ArticlesService, ReplyHelpService],
})
export class KnowledgeModule {}
