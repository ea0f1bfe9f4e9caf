import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { CaseQueries } from '../../cases/case-queries';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { MergesService, type MergeView } from '../../similarity/merges.service';
import { type SimilarCase, SimilarityService } from '../../similarity/similarity.service';
import { IdPipe } from '../common/id.pipe';
import { TEXT } from '../cases/cases.dto';

class TextDto {
  @IsOptional() @IsString() @MaxLength(200) @Matches(TEXT) title?: string;
  @IsString() @Length(1, 20_000) @Matches(TEXT) content!: string;
  @IsOptional() @IsString() @MaxLength(50) area?: string;
}

class MergeDto {
  @IsUUID() mainCaseId!: string;
  @IsString() @Length(1, 2000) @Matches(/\S/) @Matches(TEXT) reason!: string;
}

class UnmergeDto {
  @IsString() @Length(1, 2000) @Matches(/\S/) @Matches(TEXT) reason!: string;
}

/** Cases about the same matter, and merging them (并案): each citizen keeps the own number and gets the own answer. */
@ApiTags('similarity')
@ApiBearerAuth()
@Controller('cases')
export class SimilarityController {
  constructor(
    private readonly similarity: SimilarityService,
    private readonly merges: MergesService,
    private readonly queries: CaseQueries,
  ) {}

  /** Cases that may be about what an agent types; nothing is stored. */
  @Post('similar')
  @HttpCode(200)
  @Needs('case.compare')
  @ApiOperation({ summary: 'Cases similar to a text' })
  similar(@Body() body: TextDto, @Me() principal: Principal): Promise<SimilarCase[]> {
    return this.similarity.similar(principal.body, body);
  }

  /** Cases that may be about the matter of a case. */
  @Get(':id/similar')
  @Needs('case.similar')
  @ApiOperation({ summary: 'Cases similar to a case' })
  async similarTo(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<SimilarCase[]> {
    await this.queries.visible(principal, id);
    return this.similarity.similarTo(principal.body, id);
  }

  /** The merges that a case is part of. */
  @Get(':id/merges')
  @Needs('case.similar')
  @ApiOperation({ summary: 'Merges of a case' })
  async mergesOf(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<MergeView[]> {
    await this.queries.visible(principal, id);
    return this.merges.of(id);
  }

  /** Lets a case follow another one. Problems: merge-self, merge-chain, merge-not-open. */
  @Post(':id/merge')
  @Needs('case.merge')
  @ApiOperation({ summary: 'Merge a case into another one' })
  async merge(
    @Param('id', IdPipe) id: string,
    @Body() body: MergeDto,
    @Me() principal: Principal,
  ): Promise<{ id: string }> {
    await this.queries.own(principal, id);
    await this.queries.own(principal, body.mainCaseId);
    return this.merges.merge(id, body, principal.username);
  }

  /** Undoes a merge: the case goes its own way. Problem: merge-answered. */
  @Post(':id/unmerge')
  @HttpCode(204)
  @Needs('case.merge')
  @ApiOperation({ summary: 'Undo the merge of a case' })
  async unmerge(@Param('id', IdPipe) id: string, @Body() body: UnmergeDto, @Me() principal: Principal): Promise<void> {
    await this.queries.own(principal, id);
    await this.merges.undo(id, body.reason, principal.username);
  }
}
