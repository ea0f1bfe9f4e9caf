import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import type { MediaArticle } from '../../supervision/media-article.entity';
import { MediaService } from '../../supervision/media.service';
import { IdPipe } from '../common/id.pipe';
import { MediaArticleDto, ArticleLinkDto } from './media.dto';

/** Linked media (D1 一(一): 各新闻媒体作为热线联动单位): what they published, and the cases that it exposes. */
@ApiTags('media')
@ApiBearerAuth()
@Controller('media/articles')
export class MediaController {
  constructor(private readonly media: MediaService) {}

  /** Keeps an article; with a case's number it is a ground to supervise that case. */
  @Post()
  @Needs('media.record')
  @ApiOperation({ summary: 'Record a media article' })
  record(@Body() body: MediaArticleDto, @Me() principal: Principal): Promise<{ id: string }> {
    return this.media.record(
      { ...body, body: principal.body, publishedAt: new Date(body.publishedAt) },
      principal.username,
    );
  }

  /** Articles, newest first; a media account sees its own. */
  @Get()
  @Needs('media.read')
  @ApiOperation({ summary: 'List media articles' })
  list(@Me() principal: Principal): Promise<MediaArticle[]> {
    return this.media.list({
      body: principal.body,
      ...(principal.role === 'media' ? { recordedBy: principal.username } : {}),
    });
  }

  /** Links an article to the case that it is about, once. */
  @Post(':id/case')
  @Needs('media.link')
  @HttpCode(204)
  @ApiOperation({ summary: 'Link a media article to a case' })
  link(@Param('id', IdPipe) id: string, @Body() body: ArticleLinkDto, @Me() principal: Principal): Promise<void> {
    return this.media.link(principal.body, id, body.caseNumber, principal.username);
  }
}
