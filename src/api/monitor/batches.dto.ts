import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, Matches, ValidateNested } from 'class-validator';
import { KEY, MappingDto } from './monitor.dto';

const MOST_NAMED = 1000;

/** Which instances of a version: all that run, those named, those with an incident. */
export class BatchDto {
  @Matches(KEY) processDefinitionKey!: string;
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED)
  @Matches(KEY, { each: true })
  keys?: string[];
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
