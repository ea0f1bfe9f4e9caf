import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { CaseQueries } from '../../cases/case-queries';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { type HoldView, LegalHoldsService } from '../../retention/legal-holds.service';
import { TEXT } from '../cases/cases.dto';
import { IdPipe } from '../common/id.pipe';

class HoldDto {
  /** The court, the audit or the claim that needs the case. */
  @IsString() @Length(1, 1000) @Matches(/\S/) @Matches(TEXT) reason!: string;
}

class HoldsQuery {
  /** Those that were lifted, too. */
  @IsOptional() @IsIn(['true', 'false']) lifted?: string;
  @IsOptional() @IsUUID() caseId?: string;
}

/** Holds: what keeps a case beyond its retention (D1 一(一)6 立卷归档; 个人信息保护法 第四十七条). */
@ApiTags('holds')
@ApiBearerAuth()
@Controller()
export class HoldsController {
  constructor(
    private readonly holds: LegalHoldsService,
    private readonly cases: CaseQueries,
  ) {}

  /** The holds on the body's cases, those in force first. */
  @Get('holds')
  @Needs('hold.read')
  @ApiOperation({ summary: 'List legal holds' })
  list(@Query() { lifted, caseId }: HoldsQuery, @Me() principal: Principal): Promise<HoldView[]> {
    return this.holds.list({ body: principal.body, lifted: lifted === 'true', caseId });
  }

  /** Keeps a case beyond its retention; one that is held keeps its first reason. */
  @Put('cases/:id/hold')
  @Needs('hold.place')
  @HttpCode(204)
  @ApiOperation({ summary: 'Hold a case' })
  async place(@Param('id', IdPipe) id: string, @Body() { reason }: HoldDto, @Me() principal: Principal): Promise<void> {
    await this.cases.own(principal, id);
    await this.holds.place(id, reason, principal.username);
  }

  /** Lifts the hold of a case; where there is none, there is nothing to do. */
  @Delete('cases/:id/hold')
  @Needs('hold.place')
  @HttpCode(204)
  @ApiOperation({ summary: 'Lift the hold of a case' })
  async lift(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<void> {
    await this.cases.own(principal, id);
    await this.holds.lift(id, principal.username);
  }
}
