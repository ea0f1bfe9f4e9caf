import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import type { StudioDraft } from '../../studio/draft.entity';
import { DraftsService } from '../../studio/drafts.service';
import { elementTemplates } from '../../studio/element-templates';
import { type ReleaseFile, ReleasesService, type ReleaseView } from '../../studio/releases.service';
import type { ResourceKind } from '../../studio/resource';
import { ResourcesService, type ResourceView } from '../../studio/resources.service';
import { IdPipe } from '../common/id.pipe';
import { KindPipe } from './kind.pipe';
import { ContentQuery, RejectionDto, ReleaseDto, SaveDraftDto } from './studio.dto';

/** The process studio: what process owners read, change and release. */
@ApiTags('studio')
@ApiBearerAuth()
@Needs('studio.edit')
@Controller('studio')
export class StudioController {
  constructor(
    private readonly resources: ResourcesService,
    private readonly drafts: DraftsService,
    private readonly releases: ReleasesService,
  ) {}

  /** Diagrams, tables and forms with their versions and drafts. */
  @Get('resources')
  @ApiOperation({ summary: 'List diagrams, tables and forms' })
  list(): Promise<ResourceView[]> {
    return this.resources.list();
  }

  /** A version as it was deployed. */
  @Get('resources/:kind/:id/content')
  @ApiOperation({ summary: 'Get the content of a version' })
  async content(
    @Param('kind', KindPipe) kind: ResourceKind,
    @Param('id') id: string,
    @Query() { version }: ContentQuery,
  ): Promise<{ content: string }> {
    return { content: await this.resources.content(kind, id, version) };
  }

  /** The draft of a resource; null when nobody is changing it. */
  @Get('drafts/:kind/:id')
  @ApiOperation({ summary: 'Get a draft' })
  async draft(
    @Param('kind', KindPipe) kind: ResourceKind,
    @Param('id') id: string,
  ): Promise<{ draft: StudioDraft | null }> {
    return { draft: await this.drafts.get(kind, id) };
  }

  /** Saves a draft; `changed-meanwhile` when another one saved since it was read. */
  @Put('drafts/:kind/:id')
  @ApiOperation({ summary: 'Save a draft' })
  save(
    @Param('kind', KindPipe) kind: ResourceKind,
    @Param('id') id: string,
    @Body() body: SaveDraftDto,
    @Me() principal: Principal,
  ): Promise<StudioDraft> {
    return this.drafts.save(kind, id, { ...body, baseVersion: body.baseVersion ?? null }, principal.username);
  }

  /** Throws a draft away. */
  @Delete('drafts/:kind/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Discard a draft' })
  discard(
    @Param('kind', KindPipe) kind: ResourceKind,
    @Param('id') id: string,
    @Me() principal: Principal,
  ): Promise<void> {
    return this.drafts.discard(kind, id, principal.username);
  }

  /** The releases, newest first, and whether a second person must let one through. */
  @Get('releases')
  @ApiOperation({ summary: 'List releases' })
  async releasesList(): Promise<{ items: ReleaseView[]; needsSecondPerson: boolean }> {
    return { items: await this.releases.list(), needsSecondPerson: this.releases.needsSecondPerson };
  }

  /** Deploys with a comment, or asks a second person to. An earlier content deployed again is a roll-back. */
  @Post('releases')
  @ApiOperation({ summary: 'Release diagrams, tables and forms' })
  async release(@Body() { resources, comment }: ReleaseDto, @Me() principal: Principal): Promise<ReleaseView> {
    const asked = { resources, comment, origin: 'studio' as const, by: principal.username };
    return (await this.releases.request(asked)).release;
  }

  /** The files of a release, for whoever decides on it. */
  @Get('releases/:id/files')
  @ApiOperation({ summary: 'Files of a release' })
  files(@Param('id', IdPipe) id: string): Promise<ReleaseFile[]> {
    return this.releases.files(id);
  }

  /** Lets another person's release through. */
  @Post('releases/:id/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve a release' })
  approve(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<ReleaseView> {
    return this.releases.approve(id, principal.username);
  }

  /** Turns another person's release down, with a reason. */
  @Post('releases/:id/reject')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reject a release' })
  reject(
    @Param('id', IdPipe) id: string,
    @Body() { reason }: RejectionDto,
    @Me() principal: Principal,
  ): Promise<ReleaseView> {
    return this.releases.reject(id, reason, principal.username);
  }

  /** The element templates of our job types (bpmn/element-templates). */
  @Get('element-templates')
  @ApiOperation({ summary: 'Element templates' })
  templates(): Promise<unknown[]> {
    return elementTemplates();
  }
}
