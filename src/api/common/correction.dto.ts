import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { CASE_TYPES, RESPONSE_LEVELS, URGENCIES } from '../../cases/classification-corrections';

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
