import { IsObject, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

/** A reply as it is being typed. */
export class CheckReplyDto {
  /** The assignment that it is the reply to. */
  @IsUUID() assignmentId!: string;
  /** The fields of the form `handle` by their keys; all of them may be missing yet. */
  @IsObject() values!: Record<string, unknown>;
}

export class ReplyHelpQuery {
  /** Code of the article to fill the templates with; the best one when it is missing. */
  @IsOptional() @IsString() @MaxLength(100) article?: string;
}
