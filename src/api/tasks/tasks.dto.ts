import { Transform } from 'class-transformer';
import { IsBoolean, IsObject, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery } from '../common/page.dto';

export class TaskListQuery extends PageQuery {
  @IsOptional() @IsString() @MaxLength(100) elementId?: string;
  @IsOptional() @IsUUID() caseId?: string;
  @IsOptional() @IsString() @MaxLength(100) assignee?: string;
  /** Only what is past its due date. */
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @IsBoolean()
  overdue?: boolean;
}

export class CompleteTaskDto {
  /** The form's fields by their keys. */
  @IsObject() values!: Record<string, unknown>;
}
