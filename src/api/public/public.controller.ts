import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { Equals, IsIn, IsOptional, IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { AttachmentsService } from '../../attachments/attachments.service';
import { CitizenSubmissions, type Submitted } from '../../channels/citizen-submissions.service';
import { CaseQueries, type PublicCase } from '../../cases/case-queries';
import { HotlineConfig } from '../../config/hotline-config';
import { Public } from '../../identity/guard';
import { Problem } from '../../problems/problem';
import { SATISFACTIONS, type Satisfaction } from '../../revisits/revisit.entity';
import { RevisitsService } from '../../revisits/revisits.service';
import { CircumstancesDto, TEXT } from '../cases/cases.dto';
import { streamOf } from '../attachments/stream-of';
import { IdPipe } from '../common/id.pipe';

/** In the body and not in the address: whoever reads a log of addresses must not learn a citizen's code. */
class KnownCaseDto {
  @IsString() @Length(1, 40) number!: string;
  @IsString() @Length(1, 40) code!: string;
}

class SurveyDto {
  @IsIn(SATISFACTIONS) satisfaction!: Satisfaction;
  @IsOptional() @IsString() @MaxLength(1000) comment?: string;
}

class CodeSurveyDto extends SurveyDto {
  @IsString() @Length(1, 40) number!: string;
  @IsString() @Length(1, 40) code!: string;
}

class SubmissionDto {
  @IsOptional() @IsString() @MaxLength(200) @Matches(TEXT) title?: string;
  @IsString() @Length(5, 5000) @Matches(/\S/) @Matches(TEXT) content!: string;
  /** D9 第一步: when and where it happened and who was there; type, urgency and area are read from it. */
  @IsOptional() @ValidateNested() @Type(() => CircumstancesDto) circumstances?: CircumstancesDto;
  @IsOptional() @IsString() @MaxLength(100) @Matches(TEXT) name?: string;
  @Matches(/^\+?[\d\- ]{7,30}$/) phone!: string;
  @IsOptional() @IsString() @MaxLength(300) @Matches(TEXT) address?: string;
  /** That the data may be used to handle the matter; nothing is taken without it. */
  @Equals(true) consent!: true;
}

/** What holds for every page of the installation. */
export interface PageSettings {
  /** An IANA zone, of config/hotline.yaml. */
  timeZone: string;
}

const KEY = /^[\x21-\x7e]{8,100}$/;

/** What citizens do without an account. */
@ApiTags('public')
@Public()
@Controller('public')
export class PublicController {
  constructor(
    private readonly queries: CaseQueries,
    private readonly revisits: RevisitsService,
    private readonly attachments: AttachmentsService,
    private readonly submissions: CitizenSubmissions,
    private readonly config: HotlineConfig,
  ) {}

  /** What every page asks before it shows anything: the zone in which the hotline counts its days and tells its deadlines. */
  @Get('settings')
  @ApiOperation({ summary: 'Settings of the pages' })
  settings(): PageSettings {
    return { timeZone: this.config.timeZone };
  }

  /** Takes down what a citizen writes on the hotline's page; a repeat with the same Idempotency-Key changes nothing. */
  @Post('submissions')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOperation({ summary: 'Submit a matter' })
  async submit(
    @Body() { consent: _given, ...submission }: SubmissionDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<Submitted> {
    if (!key || !KEY.test(key)) {
      throw new Problem('validation-failed', {}, { errors: [{ field: 'Idempotency-Key', code: 'invalid' }] });
    }
    return this.submissions.submit(key, submission);
  }

  /** Where one's case stands, for whoever knows its number and code. */
  @Post('cases')
  @HttpCode(200)
  @ApiOperation({ summary: 'Look up a case' })
  lookUp(@Body() { number, code }: KnownCaseDto): Promise<PublicCase> {
    return this.queries.ofCitizen(number, code);
  }

  /** A picture, voice, video or document of the reply (D7 第五条), for whoever knows the case's number and code. */
  @Post('attachments/:id')
  @HttpCode(200)
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @Header('x-content-type-options', 'nosniff')
  @ApiOperation({ summary: 'Download an attachment of the reply' })
  async attachment(@Param('id', IdPipe) id: string, @Body() { number, code }: KnownCaseDto): Promise<StreamableFile> {
    const attachment = await this.queries.attachmentOfCitizen(number, code, id);
    return streamOf(attachment, this.attachments.pathOf(attachment));
  }

  /** The citizen's own answer to the survey (D1 一(一)5), for whoever knows the case's number and code. */
  @Post('surveys')
  @HttpCode(204)
  @ApiOperation({ summary: 'Answer the survey of a case' })
  async answerOf(@Body() { number, code, ...answer }: CodeSurveyDto): Promise<void> {
    const { id } = await this.queries.known(number, code);
    await this.revisits.answerSurveyOf(id, answer);
  }

  /** The citizen's own answer to the survey (D1 一(一)5), once a token. */
  @Post('surveys/:token')
  @HttpCode(204)
  @ApiOperation({ summary: 'Answer the survey' })
  answer(@Param('token') token: string, @Body() body: SurveyDto): Promise<void> {
    return this.revisits.answerSurvey(token, body);
  }
}
