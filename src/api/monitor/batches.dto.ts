import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, Matches, ValidateNested } from 'class-validator';
import { KEY, MappingDto } from './monitor.dto';

const MOST_NAMED = 1000;

/** Whose incidents are tried again: those of the instances that are named, or of all. */
export class RetryBatchDto {
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED)
  @Matches(KEY, { each: true })
  keys?: string[];
}

/** Which instances of a version: all that run, those named, those with an incident. */
export class BatchDto extends RetryBatchDto {
  @Matches(KEY) processDefinitionKey!: string;
  @IsOptional() @IsBoolean() hasIncident?: boolean;
}

export class MigrateBatchDto extends BatchDto {
  @Matches(KEY) targetKey!: string;
  @IsArray() @ArrayMaxSize(1000) @ValidateNested({ each: true }) @Type(() => MappingDto) mappings!: MappingDto[];
}

export class ModifyBatchDto extends BatchDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => MappingDto)
  moves!: MappingDto[];
}
