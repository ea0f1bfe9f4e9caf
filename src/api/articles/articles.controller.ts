import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import type { FoundArticle } from '../../knowledge/article-finder';
import { ArticlesService } from '../../knowledge/articles.service';
import type { KnowledgeVersion } from '../../knowledge/knowledge-version.entity';
import { KnowledgeService } from '../../knowledge/knowledge.service';
import { ArticleDto, ArticleListQuery, ArticleSearchQuery, NewArticleDto, ReviewDto } from './articles.dto';

/** The knowledge base (知识库): articles with versions; who reviews a version did not write it. */
@ApiTags('articles')
@ApiBearerAuth()
@Controller('articles')
export class ArticlesController {
  constructor(
    private readonly articles: ArticlesService,
    private readonly knowledge: KnowledgeService,
  ) {}

  /** A page of articles, each by its newest version, or its newest in one state. */
  @Get()
  @Needs('registry.read')
  @ApiOperation({ summary: 'List knowledge articles' })
  list(@Query() query: ArticleListQuery): Promise<{ items: KnowledgeVersion[]; total: number }> {
    return this.articles.list(query);
  }

  /** The ten articles in force that best fit a question, best first. */
  @Get('search')
  @Needs('registry.read')
  @ApiOperation({ summary: 'Search knowledge articles' })
  search(@Query() { q, category }: ArticleSearchQuery): Promise<FoundArticle[]> {
    return this.knowledge.search(q, 10, category);
  }

  /** Every version of an article, the newest first. */
  @Get(':code')
  @Needs('registry.read')
  @ApiOperation({ summary: 'Get an article with its versions' })
  versions(@Param('code') code: string): Promise<KnowledgeVersion[]> {
    return this.articles.versions(code);
  }

  /** Begins an article as a draft; `article-exists` when its code is taken. */
  @Post()
  @Needs('knowledge.write')
  @ApiOperation({ summary: 'Draft an article' })
  create(@Body() { code, ...content }: NewArticleDto, @Me() principal: Principal): Promise<KnowledgeVersion> {
    return this.articles.create(code, content, principal.username);
  }

  /** Changes the draft, or begins the next version of a published article; `article-state` while it is under review. */
  @Put(':code')
  @Needs('knowledge.write')
  @ApiOperation({ summary: 'Edit an article' })
  edit(
    @Param('code') code: string,
    @Body() content: ArticleDto,
    @Me() principal: Principal,
  ): Promise<KnowledgeVersion> {
    return this.articles.edit(code, content, principal.username);
  }

  /** Hands the draft to review. */
  @Post(':code/submit')
  @HttpCode(204)
  @Needs('knowledge.write')
  @ApiOperation({ summary: 'Submit an article for review' })
  submit(@Param('code') code: string, @Me() principal: Principal): Promise<void> {
    return this.articles.submit(code, principal.username);
  }

  /** Publishes what is under review; `reviewer-is-author` to whoever wrote it. */
  @Post(':code/approve')
  @HttpCode(204)
  @Needs('knowledge.review')
  @ApiOperation({ summary: 'Approve an article' })
  approve(@Param('code') code: string, @Body() { comment }: ReviewDto, @Me() principal: Principal): Promise<void> {
    return this.articles.review(code, 'approve', comment ?? null, principal.username);
  }

  /** Sends what is under review back to its author. */
  @Post(':code/reject')
  @HttpCode(204)
  @Needs('knowledge.review')
  @ApiOperation({ summary: 'Send an article back' })
  reject(@Param('code') code: string, @Body() { comment }: ReviewDto, @Me() principal: Principal): Promise<void> {
    return this.articles.review(code, 'reject', comment ?? null, principal.username);
  }

  /** Takes an article out of use. */
  @Post(':code/withdraw')
  @HttpCode(204)
  @Needs('knowledge.review')
  @ApiOperation({ summary: 'Withdraw an article' })
  withdraw(@Param('code') code: string, @Body() { comment }: ReviewDto, @Me() principal: Principal): Promise<void> {
    return this.articles.withdraw(code, comment ?? null, principal.username);
  }
}
