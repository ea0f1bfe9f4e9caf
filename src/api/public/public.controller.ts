import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { CaseQueries, type PublicCase } from '../../cases/case-queries';
import { Public } from '../../identity/guard';
import { SATISFACTIONS, type Satisfaction } from '../../revisits/revisit.entity';
import { RevisitsService } from '../../revisits/revisits.service';

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
  ) {}

  /** Where one's case stands, for whoever knows its number and code. */
  @Get('cases')
  @ApiOperation({ summary: 'Look up a case' })
  lookUp(@Query() { number, code }: LookUpQuery): Promise<PublicCase> {
    return this.queries.ofCitizen(number, code);
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
