import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { SUPERVISION_GROUNDS, type SupervisionGround } from '../../supervision/supervision.entity';
import { parseStatutory } from '../../time-limits';
import { CorrectionDto } from '../common/correction.dto';
import { PageQuery } from '../common/page.dto';

/** The channels of D3 第二条, with web and letter. */
export const CHANNELS = ['phone', 'mailbox', 'sms', 'app', 'weibo', 'wechat', 'web', 'letter'] as const;
/** Not a control character other than tab and line break: PostgreSQL and documents cannot hold them. */
// eslint-disable-next-line no-control-regex
export const TEXT = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/;

/** A limit as laws write it. */
const IsStatutory = (): PropertyDecorator =>
  ValidateBy({
    name: 'statutory',
    validator: { validate: (value: unknown) => typeof value === 'string' && parseStatutory(value) !== undefined },
  });

/** Who calls (D1 一(一)1): all of it may be missing, a citizen need not say who they are. */
export class CitizenDto {
  @IsOptional() @IsString() @MaxLength(100) @Matches(TEXT) name?: string;
  @IsOptional() @IsString() @Matches(/^\+?[\d\- ]{3,30}$/) phone?: string;
  @IsOptional() @IsString() @MaxLength(200) @Matches(TEXT) unit?: string;
  @IsOptional() @IsString() @MaxLength(300) @Matches(TEXT) address?: string;
}

/** What the citizen is asked about the matter (D9 第一步: 时间、地点、人物); what they do not know is left out. */
export class CircumstancesDto {
  @IsOptional() @IsString() @MaxLength(200) @Matches(TEXT) time?: string;
  @IsOptional() @IsString() @MaxLength(300) @Matches(TEXT) place?: string;
  @IsOptional() @IsString() @MaxLength(500) @Matches(TEXT) persons?: string;
}

export class RegisterCaseDto {
  @IsOptional() @IsString() @MaxLength(200) @Matches(TEXT) title?: string;
  @IsString() @Length(1, 20_000) @Matches(/\S/) @Matches(TEXT) content!: string;
  @IsOptional() @ValidateNested() @Type(() => CircumstancesDto) circumstances?: CircumstancesDto;
  @IsOptional() @IsIn(CHANNELS) channel: (typeof CHANNELS)[number] = 'phone';
  /** When the request came in; now when it is missing. */
  @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) receivedAt?: string;
  /** Name of the profile; the body's default when it is missing. */
  @IsOptional() @IsString() @MaxLength(50) profile?: string;
  @IsOptional() @ValidateNested() @Type(() => CitizenDto) citizen?: CitizenDto;
  /** The call during which it is registered, as the telephone system names it. */
  @IsOptional() @IsString() @MaxLength(200) callId?: string;
  /** A limit set by law (D5 一(四)3): "15 working days", "30 days", "2 months", "48 hours" or a date. */
  @IsOptional() @IsStatutory() statutoryLimit?: string;
  /** The law and article that set it. */
  @ValidateIf((dto: RegisterCaseDto) => dto.statutoryLimit !== undefined || dto.statutoryBasis !== undefined)
  @IsString()
  @Length(1, 300)
  @Matches(TEXT)
  statutoryBasis?: string;
  /** The units that the agent chose instead of the proposed ones, the lead first; they go before every rule. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  units?: string[];
  /** What the agent put right of the proposed classification; the next training learns from it. */
  @IsOptional() @ValidateNested() @Type(() => CorrectionDto) correction?: CorrectionDto;
}

export class StatutoryLimitDto {
  @IsStatutory() limit!: string;
  @IsString() @Length(1, 300) @Matches(/\S/) @Matches(TEXT) basis!: string;
}

export class CaseListQuery extends PageQuery {
  @IsOptional() @IsString() @MaxLength(50) stage?: string;
  @IsOptional() @IsString() @MaxLength(50) caseType?: string;
  @IsOptional() @IsString() @MaxLength(50) category?: string;
  @IsOptional() @IsString() @MaxLength(50) unit?: string;
  @IsOptional() @IsString() @MaxLength(100) @Matches(TEXT) search?: string;
  /** The `next` of the answer before: goes on behind it. */
  @IsOptional() @IsString() @MaxLength(200) after?: string;
}

export class SupervisionDto {
  @IsIn(SUPERVISION_GROUNDS) ground!: SupervisionGround;
  @IsOptional() @IsString() @MaxLength(2000) @Matches(TEXT) note?: string;
}

export class UrgeDto {
  @IsOptional() @IsString() @MaxLength(2000) @Matches(TEXT) note?: string;
}

export class RemarkDto {
  @IsString() @Length(1, 4000) @Matches(/\S/) @Matches(TEXT) text!: string;
}
