import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

/**
 * The four parts of a return (D5 一(二)). An empty one is refused by the rule, by its name. The opinion that the unit's leader
 * signed is an attachment of the assignment (purpose `leader-opinion`), named by its id; so is further evidence.
 */
export class ReturnDto {
  @IsString() @MaxLength(2000) reason!: string;
  @IsString() @MaxLength(100) suggestedUnit!: string;
  @IsString() @MaxLength(2000) evidence!: string;
  @IsString() @MaxLength(100) leaderOpinion!: string;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID(undefined, { each: true }) evidenceAttachments: string[] = [];
}

/** Why a supervisor lets a unit apply for a return a second time. */
export class SecondReturnDto {
  @IsString() @Length(1, 2000) @Matches(/\S/) reason!: string;
}

/** What an extension states (D5 一(四)): grounds, reason, working days, and what was explained to the citizen. */
export class ExtensionDto {
  @IsString() @Length(1, 2000) grounds!: string;
  @IsString() @Length(1, 2000) reason!: string;
  @IsInt() @Min(1) @Max(365) days!: number;
  @IsString() @Length(1, 2000) explained!: string;
  @IsOptional() @IsBoolean() forceMajeure: boolean = false;
}

/** What an extension would ask for, to hear the rule before asking. */
export class RulesQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(365) days: number = 1;
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @IsBoolean()
  forceMajeure: boolean = false;
}
