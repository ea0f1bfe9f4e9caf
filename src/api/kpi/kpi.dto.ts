import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { EXCLUSION_REASONS, type ExclusionReason } from '../../kpi/kpi-config';
import { COMPLAINT_ASPECTS, COMPLAINT_STAGES } from '../../kpi/staff-complaint.entity';

/** Not a control character other than tab and line break: PostgreSQL and documents cannot hold them. */
// eslint-disable-next-line no-control-regex
const TEXT = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
export const FORMATS = ['json', 'csv', 'xlsx'] as const;

export class PeriodQuery {
  /** First local day of the period. */
  @Matches(DAY) @IsISO8601({ strict: true }) from!: string;
  /** Its last local day. */
  @Matches(DAY) @IsISO8601({ strict: true }) to!: string;
  @IsOptional() @IsIn(FORMATS) format: (typeof FORMATS)[number] = 'json';
}

export class FiguresQuery extends PeriodQuery {
  /** A body below one's own, whose figures one may read (D3 第八条, D6 第四条); one's own where it is missing. */
  @IsOptional() @IsString() @MaxLength(50) body?: string;
}

export class MeasuresQuery extends FiguresQuery {
  /** One of the body's telephone lines, for the measures of calls. */
  @IsOptional() @IsString() @MaxLength(40) line?: string;
}

export class ExclusionDto {
  @IsIn(['calls', 'sms']) scope!: 'calls' | 'sms';
  @IsISO8601({ strict: true, strictSeparator: true }) from!: string;
  @IsISO8601({ strict: true, strictSeparator: true }) to!: string;
  @IsIn(EXCLUSION_REASONS) reason!: ExclusionReason;
  @IsString() @Length(1, 2000) @Matches(/\S/) @Matches(TEXT) note!: string;
}

export class StaffComplaintDto {
  @IsIn(COMPLAINT_STAGES) stage!: (typeof COMPLAINT_STAGES)[number];
  @IsIn(COMPLAINT_ASPECTS) aspect!: (typeof COMPLAINT_ASPECTS)[number];
  @IsString() @Length(1, 4000) @Matches(TEXT) content!: string;
  @IsOptional() @IsString() @MaxLength(100) about?: string;
  @IsOptional() @IsUUID() caseId?: string;
}

export class ComplaintDecisionDto {
  @IsBoolean() upheld!: boolean;
  @IsString() @Length(1, 2000) @Matches(TEXT) comment!: string;
}
