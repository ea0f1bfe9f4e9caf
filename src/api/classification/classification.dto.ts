import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { CHANNELS } from '../cases/cases.dto';

/** A text while it is being written. */
export class DraftDto {
  @IsOptional() @IsString() @MaxLength(200) title?: string;
  @IsString() @Length(1, 20_000) @Matches(/\S/) content!: string;
  @IsOptional() @IsIn(CHANNELS) channel: (typeof CHANNELS)[number] = 'phone';
}

export class QualityQuery {
  /** Days back from now; they are compared with as many before. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(730) days: number = 30;
}
