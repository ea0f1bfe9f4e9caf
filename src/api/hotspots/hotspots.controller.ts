import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import type { Hotspot } from '../../hotspots/hotspot.entity';
import { HotspotsService } from '../../hotspots/hotspots.service';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';

class HotspotDto {
  @IsString() @Length(1, 200) title!: string;
  @IsString() @Length(1, 10_000) description!: string;
  @IsOptional() @IsString() @MaxLength(50) category?: string;
  @IsString() @Length(1, 100) unit!: string;
  /** The person who answers for the rectification. */
  @IsString() @Length(1, 100) owner!: string;
  @IsISO8601({ strict: true }) dueAt!: string;
}

/** Hot spots of window service and their rectification (D8). */
@ApiTags('hotspots')
@ApiBearerAuth()
@Controller('hotspots')
export class HotspotsController {
  constructor(private readonly hotspots: HotspotsService) {}

  /** Notes a hot spot and starts its rectification by the unit. */
  @Post()
  @Needs('hotspot.report')
  @ApiOperation({ summary: 'Report a hot spot' })
  report(@Body() body: HotspotDto, @Me() principal: Principal): Promise<{ id: string }> {
    return this.hotspots.report({ ...body, dueAt: new Date(body.dueAt) }, principal.username);
  }

  /** Hot spots, newest first; a unit's people see their unit's. */
  @Get()
  @Needs('hotspot.read')
  @ApiOperation({ summary: 'List hot spots' })
  list(@Me() principal: Principal): Promise<Hotspot[]> {
    return this.hotspots.list(principal.unit ?? undefined);
  }
}
