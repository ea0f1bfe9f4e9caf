import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import type { Forecast } from '../../hotspots/forecast';
import type { Hotspot } from '../../hotspots/hotspot.entity';
import { HotspotsService } from '../../hotspots/hotspots.service';
import { type HotMatter, MattersService } from '../../hotspots/matters.service';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { IdPipe } from '../common/id.pipe';

class HotspotDto {
  @IsString() @Length(1, 200) title!: string;
  @IsString() @Length(1, 10_000) description!: string;
  @IsOptional() @IsString() @MaxLength(50) category?: string;
  @IsString() @Length(1, 100) unit!: string;
  /** The person who answers for the rectification. */
  @IsString() @Length(1, 100) owner!: string;
  @IsISO8601({ strict: true }) dueAt!: string;
}

class HottestQuery {
  @IsOptional() @IsString() @MaxLength(50) category?: string;
  @IsOptional() @IsString() @MaxLength(50) area?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit?: number;
}

class ForecastQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(28) days: number = 7;
}

/** Hot spots of window service and their rectification (D8). */
@ApiTags('hotspots')
@ApiBearerAuth()
@Controller('hotspots')
export class HotspotsController {
  constructor(
    private readonly hotspots: HotspotsService,
    private readonly matters: MattersService,
  ) {}

  /** Notes a hot spot and starts its rectification by the unit. */
  @Post()
  @Needs('hotspot.report')
  @ApiOperation({ summary: 'Report a hot spot' })
  report(@Body() body: HotspotDto, @Me() principal: Principal): Promise<{ id: string }> {
    return this.hotspots.report({ ...body, body: principal.body, dueAt: new Date(body.dueAt) }, principal.username);
  }

  /** A body's hot spots, newest first; a unit's people see their unit's. */
  @Get()
  @Needs('hotspot.read')
  @ApiOperation({ summary: 'List hot spots' })
  list(@Me() principal: Principal): Promise<Hotspot[]> {
    return this.hotspots.list(principal.unit ? { unit: principal.unit } : { body: principal.body });
  }

  /** Matters of many cases, hottest first, with why: recent cases, growth, urges, and the cases of each day. */
  @Get('matters')
  @Needs('hotspot.matters')
  @ApiOperation({ summary: 'Hottest matters' })
  hottest(@Query() query: HottestQuery, @Me() principal: Principal): Promise<HotMatter[]> {
    return this.matters.hottest(principal.body, query);
  }

  /** The cases of a matter, newest first. */
  @Get('matters/:id/cases')
  @Needs('hotspot.matters')
  @ApiOperation({ summary: 'Cases of a matter' })
  casesOf(
    @Param('id', IdPipe) id: string,
    @Me() principal: Principal,
  ): Promise<{ id: string; number: string; title: string | null; receivedAt: Date }[]> {
    return this.matters.casesOf(principal.body, id);
  }

  /** Expected cases a day of each category, with the error on the past beside that of a seasonal naive forecast. */
  @Get('forecast')
  @Needs('hotspot.matters')
  @ApiOperation({ summary: 'Forecast of daily volume' })
  forecast(@Query() { days }: ForecastQuery, @Me() principal: Principal): Promise<({ category: string } & Forecast)[]> {
    return this.matters.forecast(principal.body, days);
  }
}
