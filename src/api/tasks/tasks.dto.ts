import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
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
  /** oldest first, or by the due date. */
  @IsOptional() @IsIn(['oldest', 'due']) order?: 'oldest' | 'due';
}

export class DelegateDto {
  /** Account of a colleague of the same group. */
  @IsString() @Length(1, 100) username!: string;
}

export class SavedFilterDto {
  @IsString() @Length(1, 100) @Matches(/\S/) name!: string;
  /** Does everybody of one's group see it too? */
  @IsBoolean() shared!: boolean;
  @IsObject() query!: Record<string, unknown>;
}

export class CompleteTaskDto {
  /** The form's fields by their keys. */
  @IsObject() values!: Record<string, unknown>;
}
