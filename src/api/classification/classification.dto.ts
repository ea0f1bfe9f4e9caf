import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { CASE_TYPES, RESPONSE_LEVELS, URGENCIES } from '../../cases/classification-corrections';
import { CHANNELS } from '../cases/cases.dto';

/** A text while it is being written. */
export class DraftDto {
  @IsOptional() @IsString() @MaxLength(200) title?: string;
  @IsString() @Length(1, 20_000) @Matches(/\S/) content!: string;
  @IsOptional() @IsIn(CHANNELS) channel: (typeof CHANNELS)[number] = 'phone';
}

/** What is put right; null takes a topic or an area away. */
export class CorrectionDto {
  @IsOptional() @IsIn(CASE_TYPES) caseType?: (typeof CASE_TYPES)[number];
  @IsOptional() @IsString() @MaxLength(50) category?: string;
  /** Below the category in the label scheme, as `second/third`. */
  @IsOptional() @IsString() @MaxLength(120) topic?: string | null;
  @IsOptional() @IsIn(URGENCIES) urgency?: (typeof URGENCIES)[number];
  @IsOptional() @IsIn(RESPONSE_LEVELS) responseLevel?: (typeof RESPONSE_LEVELS)[number];
  @IsOptional() @IsString() @MaxLength(50) area?: string | null;
}

export class QualityQuery {
  /** Days back from now; they are compared with as many before. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(730) days: number = 30;
}
