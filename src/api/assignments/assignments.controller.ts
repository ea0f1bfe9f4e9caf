import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AssignmentsService } from '../../assignments/assignments.service';
import type { ExtensionRequest } from '../../assignments/extension-request.entity';
import { ExtensionsService } from '../../assignments/extensions.service';
import type { PhoneNotice } from '../../assignments/phone-notice.entity';
import { PhoneNoticesService } from '../../assignments/phone-notices.service';
import type { ReturnRequest } from '../../assignments/return-request.entity';
import { ReturnsService } from '../../assignments/returns.service';
import { CaseQueries } from '../../cases/case-queries';
import { languageOf, translate } from '../../i18n/i18n';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import type { RuleSource, TimeDecision, TimeLimits } from '../../time-limits';
import { IdPipe } from '../common/id.pipe';
import { ExtensionDto, ReturnDto, RulesQuery, SecondReturnDto } from './assignments.dto';

/** All that was asked about an assignment. */
interface AssignmentRequests {
  returns: ReturnRequest[];
  extensions: ExtensionRequest[];
  phoneNotices: PhoneNotice[];
}

/** What a rule says of a request before it is made, with the figures that it goes by. */
interface RuleView {
  allowed: boolean;
  rule: string;
  source: RuleSource;
  /** The refusal's own words, in the language of the request; empty where it would be let pass. */
  words: string;
  newDue: Date | null;
  /** What a request must state or have attached, by the names of its members. */
  required: string[];
  figures: Record<string, string | number | boolean | null>;
}

/** What a unit asks for while it handles a case (D5 一(二), (四)). */
@ApiTags('assignments')
@ApiBearerAuth()
@Needs('assignment.request')
@Controller('assignments')
export class AssignmentsController {
  constructor(
    private readonly queries: CaseQueries,
    private readonly assignments: AssignmentsService,
    private readonly phoneNotices: PhoneNoticesService,
    private readonly returns: ReturnsService,
    private readonly extensions: ExtensionsService,
  ) {}

  /** Asks to hand the assignment back (退件), as its unit or the sub-platform that it is given to; a request that the rule forbids is refused with the rule's name. */
  @Post(':id/return')
  @ApiOperation({ summary: 'Request a return' })
  async return(
    @Param('id', IdPipe) id: string,
    @Body() body: ReturnDto,
    @Me() principal: Principal,
  ): Promise<{ id: string; decision: unknown }> {
    await this.queries.answeredFor(principal, id);
    return this.returns.request(id, body, principal.username);
  }

  /** Lets the unit apply for a return once more after a rejected one (D5 一(二): 原则上不能), for a stated reason. */
  @Post(':id/second-return')
  @HttpCode(204)
  @Needs('assignment.override')
  @ApiOperation({ summary: 'Allow a second return' })
  async allowReturn(
    @Param('id', IdPipe) id: string,
    @Body() body: SecondReturnDto,
    @Me() principal: Principal,
  ): Promise<void> {
    await this.queries.givenBy(principal, id);
    await this.returns.allowAgain(id, body.reason, principal.username);
  }

  /** What was asked about an assignment, and the calls to its unit. */
  @Get(':id/requests')
  @Needs('case.read')
  @ApiOperation({ summary: 'Requests and calls of an assignment' })
  async requests(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<AssignmentRequests> {
    await this.queries.visibleAssignment(principal, id);
    return {
      returns: await this.returns.ofAssignment(id),
      extensions: await this.extensions.ofAssignment(id),
      phoneNotices: await this.phoneNotices.ofAssignment(id),
    };
  }

  /** What the rules on return and extension say now, by the same decisions that will judge the request. */
  @Get(':id/rules')
  @Needs('case.read')
  @ApiOperation({ summary: 'Rules of return and extension as they stand' })
  async rules(
    @Param('id', IdPipe) id: string,
    @Query() asked: RulesQuery,
    @Headers('accept-language') languages: string | undefined,
    @Me() principal: Principal,
  ): Promise<{ return: RuleView | null; extension: RuleView | null }> {
    const assignment = await this.queries.visibleAssignment(principal, id);
    const limits = assignment.limits as TimeLimits | null;
    const { returns, extensions } = await this.assignments.requestRules(assignment);
    const view = (decision: TimeDecision | null, required: string[], figures: RuleView['figures']): RuleView | null =>
      decision && {
        allowed: decision.code === 'granted',
        rule: decision.rule,
        source: decision.source,
        words:
          decision.code === 'granted'
            ? ''
            : translate(`problem.${decision.rule}.detail`, decision.params, languageOf(languages)),
        newDue: decision.newDue ?? null,
        required,
        figures,
      };
    return {
      return: view(this.returns.preview(assignment, returns), returns.parts, {
        days: limits?.returnDays ?? null,
        rejections: returns.rejections,
        due: assignment.returnDue?.toISOString() ?? null,
        rejected: assignment.returnsRejected,
      }),
      extension: view(await this.extensions.preview(assignment, asked), extensions.parts, {
        times: limits?.extensionTimes ?? null,
        days: limits?.extensionDays ?? null,
        granted: assignment.extensionsGranted,
        due: assignment.handlingDue?.toISOString() ?? null,
        forceMajeureOnly: limits?.extensionForceMajeureOnly ?? null,
      }),
    };
  }

  /** Asks for more working days (延期); a request that the rule forbids is refused with the rule's name. */
  @Post(':id/extension')
  @ApiOperation({ summary: 'Request an extension' })
  async extend(
    @Param('id', IdPipe) id: string,
    @Body() body: ExtensionDto,
    @Me() principal: Principal,
  ): Promise<{ id: string; decision: unknown; newDue: Date }> {
    await this.queries.answeredFor(principal, id);
    return this.extensions.request(id, body, principal.username);
  }
}
