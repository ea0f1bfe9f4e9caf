import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { AuditEntry } from '../../audit/audit-entry.entity';
import { AuditService } from '../../audit/audit.service';
import { Needs } from '../../identity/guard';

class AuditQuery {
  @IsOptional() @IsString() @MaxLength(100) actor?: string;
  @IsOptional() @IsString() @MaxLength(100) action?: string;
  @IsOptional() @IsString() @MaxLength(50) subjectType?: string;
  @IsOptional() @IsString() @MaxLength(100) subjectId?: string;
  /** Only entries of this instant or later. */
  @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) from?: string;
  /** Only entries before this instant. */
  @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) to?: string;
  /** Only entries older than the one of this id. */
  @IsOptional() @Matches(/^\d{1,18}$/) before?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 100;
}

/** The audit trail. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  /** Who did what, newest first. */
  @Get()
  @Needs('audit.read')
  @ApiOperation({ summary: 'Read the audit trail' })
  search(@Query() query: AuditQuery): Promise<Omit<AuditEntry, 'dedupeKey'>[]> {
    const { from, to, ...filter } = query;
    const period = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined };
    return this.audit
      .search({ ...filter, ...period })
      .then((entries) => entries.map(({ dedupeKey: _key, ...entry }) => entry));
  }
}
