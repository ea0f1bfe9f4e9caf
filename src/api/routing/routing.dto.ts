import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';

/** What of a case is known while an agent types; what is missing is proposed by the classifier. */
export class ProposeUnitsDto {
  @IsOptional() @IsString() @MaxLength(200) title?: string;
  @IsString() @Length(1, 20_000) @Matches(/\S/) content!: string;
  @IsOptional() @IsString() @MaxLength(50) profile?: string;
  @IsOptional() @IsString() @MaxLength(50) category?: string;
  @IsOptional() @IsString() @MaxLength(50) area?: string;
  @IsOptional() @IsIn(['consult', 'help', 'suggest', 'criticise', 'complain', 'report']) caseType?: string;
}

/** A period, its end not included. */
export class RoutingReportQuery {
  @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) from?: string;
  @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) to?: string;
}
