import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** A key of the engine. */
export const KEY = /^\d{1,20}$/;

export class EngineSearchDto {
  /** Camunda 8's filter of the search. */
  @IsOptional() @IsObject() filter?: Record<string, unknown>;
  @IsOptional() @IsArray() @ArrayMaxSize(5) sort?: { field: string; order?: 'ASC' | 'DESC' }[];
  @IsOptional() @IsObject() page?: { from?: number; limit?: number };
}

export class PlanQuery {
  @Matches(KEY) source!: string;
  @Matches(KEY) target!: string;
}

/** Which element continues as which. */
export class MappingDto {
  @IsString() @MaxLength(255) sourceElementId!: string;
  @IsString() @MaxLength(255) targetElementId!: string;
}

export class MigrateDto {
  @Matches(KEY) targetKey!: string;
  @IsArray() @ArrayMaxSize(1000) @ValidateNested({ each: true }) @Type(() => MappingDto) mappings!: MappingDto[];
}

export class ModifyDto {
  /** Ids of elements to start. */
  @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @MaxLength(255, { each: true }) activate!: string[];
  /** Keys of element instances to end. */
  @IsArray() @ArrayMaxSize(50) @Matches(KEY, { each: true }) terminate!: string[];
}

export class SetVariablesDto {
  /** Key of the instance or element instance whose variables are set. */
  @Matches(KEY) scopeKey!: string;
  @IsObject() variables!: Record<string, unknown>;
}

export class RetryDto {
  /** Key of the job that has no retries left; none for an incident of another kind. */
  @IsOptional() @Matches(KEY) jobKey?: string;
  @IsInt() @Min(1) @Max(100) retries: number = 3;
}
