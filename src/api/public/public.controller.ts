import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { AttachmentsService } from '../../attachments/attachments.service';
import { CaseQueries, type PublicCase } from '../../cases/case-queries';
import { Public } from '../../identity/guard';
import { SATISFACTIONS, type Satisfaction } from '../../revisits/revisit.entity';
import { RevisitsService } from '../../revisits/revisits.service';
import { streamOf } from '../attachments/stream-of';
import { IdPipe } from '../common/id.pipe';

class LookUpQuery {
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

/** What citizens do without an account. */
@ApiTags('public')
@Public()
@Controller('public')
export class PublicController {
  constructor(
    private readonly queries: CaseQueries,
    private readonly revisits: RevisitsService,
    private readonly attachments: AttachmentsService,
  ) {}

  /** Where one's case stands, for whoever knows its number and code. */
  @Get('cases')
  @ApiOperation({ summary: 'Look up a case' })
  lookUp(@Query() { number, code }: LookUpQuery): Promise<PublicCase> {
    return this.queries.ofCitizen(number, code);
  }

  /** A picture, voice, video or document of the reply (D7 第五条), for whoever knows the case's number and code. */
  @Get('attachments/:id')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @Header('x-content-type-options', 'nosniff')
  @ApiOperation({ summary: 'Download an attachment of the reply' })
  async attachment(@Param('id', IdPipe) id: string, @Query() { number, code }: LookUpQuery): Promise<StreamableFile> {
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
