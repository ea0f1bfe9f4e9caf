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
 * What a return states (D5 一(二)). What the profile asks for and is missing is refused by the rule, by its name. The opinion that
 * the unit's leader signed is an attachment of the assignment (purpose `leader-opinion`), named by its id; so is further evidence.
 */
export class ReturnDto {
  @IsOptional() @IsString() @MaxLength(2000) reason: string = '';
  @IsOptional() @IsString() @MaxLength(100) suggestedUnit: string = '';
  @IsOptional() @IsString() @MaxLength(2000) evidence: string = '';
  @IsOptional() @IsString() @MaxLength(100) leaderOpinion: string = '';
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID(undefined, { each: true }) evidenceAttachments: string[] = [];
}

/** Why a supervisor lets a unit apply for a return a second time. */
export class SecondReturnDto {
  @IsString() @Length(1, 2000) @Matches(/\S/) reason!: string;
}

/** What an extension states (D5 一(四)): working days, and of the rest what the profile asks for; what is missing is refused by the rule. */
export class ExtensionDto {
  @IsOptional() @IsString() @MaxLength(2000) grounds: string = '';
  @IsOptional() @IsString() @MaxLength(2000) reason: string = '';
  @IsInt() @Min(1) @Max(365) days!: number;
  @IsOptional() @IsString() @MaxLength(2000) explained: string = '';
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
