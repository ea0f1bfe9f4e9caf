import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { TEXT } from '../cases/cases.dto';

const NAME = /^[\w./-]{1,150}\.(bpmn|dmn|form)$/;
const LARGEST = 2_000_000;

export class FileDto {
  @Matches(NAME) name!: string;
  @IsString() @Length(1, LARGEST) content!: string;
}

export class SaveDraftDto extends FileDto {
  /** The deployed version that the draft started from. */
  @IsOptional() @IsInt() @Min(1) baseVersion?: number | null;
  /** The revision that the editor has read; 0 for none. */
  @IsInt() @Min(0) revision!: number;
}

export class FilesDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => FileDto)
  resources!: FileDto[];
}

export class ReleaseDto extends FilesDto {
  /** Why it is deployed. */
  @IsString() @Length(1, 2000) @Matches(/\S/) @Matches(TEXT) comment!: string;
}

export class RejectionDto {
  /** Why it is not let through; whoever asked for it reads this. */
  @IsString() @Length(1, 2000) @Matches(/\S/) @Matches(TEXT) reason!: string;
}

export class TrialDto extends FilesDto {
  @IsObject() variables!: Record<string, unknown>;
  /** By element id, job type or form id. */
  @IsOptional() @IsObject() answers?: Record<string, Record<string, unknown>>;
}

export class DecisionTrialDto {
  @IsDefined() @ValidateNested() @Type(() => FileDto) resource!: FileDto;
  @IsObject() variables!: Record<string, unknown>;
}

export class ContentQuery {
  @Type(() => Number) @IsInt() @Min(1) version!: number;
}
