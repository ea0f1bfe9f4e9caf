import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CaseQueries } from '../../cases/case-queries';
import { languageOf, translate } from '../../i18n/i18n';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { type ReplyHelp, ReplyHelpService } from '../../knowledge/reply-help.service';
import { type JudgedFinding, RepliesService } from '../../replies/replies.service';
import { IdPipe } from '../common/id.pipe';
import { CheckReplyDto, ReplyHelpQuery } from './replies.dto';

/** What a reply lacks; `complete` when nothing refuses it. */
export interface ReplyJudgement {
  complete: boolean;
  findings: (JudgedFinding & { text: string })[];
}

/** Replies of units (办理答复). */
@ApiTags('replies')
@ApiBearerAuth()
@Controller('replies')
export class RepliesController {
  constructor(
    private readonly replies: RepliesService,
    private readonly cases: CaseQueries,
    private readonly help: ReplyHelpService,
  ) {}

  /** The three best articles for a case, and the templates of its kind filled with the best or with one named. */
  @Get('help/:caseId')
  @Needs('case.read')
  @ApiOperation({ summary: 'Articles and filled templates for a case' })
  async helpFor(
    @Param('caseId', IdPipe) caseId: string,
    @Query() { article }: ReplyHelpQuery,
    @Me() principal: Principal,
  ): Promise<ReplyHelp> {
    await this.cases.visible(principal, caseId);
    return this.help.forCase(caseId, article);
  }

  /** Checks a reply while it is typed, by the rules that its completion will be held to; keeps nothing. */
  @Post('check')
  @HttpCode(200)
  @Needs('task.work')
  @ApiOperation({ summary: 'Check a reply for completeness' })
  async check(
    @Body() { assignmentId, values }: CheckReplyDto,
    @Me() principal: Principal,
    @Headers('accept-language') languages?: string,
  ): Promise<ReplyJudgement> {
    await this.cases.visibleAssignment(principal, assignmentId);
    const findings = await this.replies.judge(values, { assignmentId });
    return {
      complete: findings.every(({ level }) => level === 'warn'),
      findings: findings.map((finding) => ({
        ...finding,
        text: translate(`form.${finding.code}`, finding.params, languageOf(languages)),
      })),
    };
  }
}
