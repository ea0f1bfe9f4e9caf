import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ExtensionRequest } from '../../assignments/extension-request.entity';
import { ExtensionsService } from '../../assignments/extensions.service';
import type { PhoneNotice } from '../../assignments/phone-notice.entity';
import { PhoneNoticesService } from '../../assignments/phone-notices.service';
import type { ReturnRequest } from '../../assignments/return-request.entity';
import { ReturnsService } from '../../assignments/returns.service';
import { CaseQueries } from '../../cases/case-queries';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { IdPipe } from '../common/id.pipe';
import { ExtensionDto, ReturnDto, SecondReturnDto } from './assignments.dto';

/** All that was asked about an assignment. */
interface AssignmentRequests {
  returns: ReturnRequest[];
  extensions: ExtensionRequest[];
  phoneNotices: PhoneNotice[];
}

/** What a unit asks for while it handles a case (D5 一(二), (四)). */
@ApiTags('assignments')
@ApiBearerAuth()
@Needs('assignment.request')
@Controller('assignments')
export class AssignmentsController {
  constructor(
    private readonly queries: CaseQueries,
    private readonly phoneNotices: PhoneNoticesService,
    private readonly returns: ReturnsService,
    private readonly extensions: ExtensionsService,
  ) {}

  /** Asks to hand the assignment back (退件); a request that the rule forbids is refused with the rule's name. */
  @Post(':id/return')
  @ApiOperation({ summary: 'Request a return' })
  async return(
    @Param('id', IdPipe) id: string,
    @Body() body: ReturnDto,
    @Me() principal: Principal,
  ): Promise<{ id: string; decision: unknown }> {
    await this.queries.visibleAssignment(principal, id);
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
    await this.queries.visibleAssignment(principal, id);
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

  /** Asks for more working days (延期); a request that the rule forbids is refused with the rule's name. */
  @Post(':id/extension')
  @ApiOperation({ summary: 'Request an extension' })
  async extend(
    @Param('id', IdPipe) id: string,
    @Body() body: ExtensionDto,
    @Me() principal: Principal,
  ): Promise<{ id: string; decision: unknown; newDue: Date }> {
    await this.queries.visibleAssignment(principal, id);
    return this.extensions.request(id, body, principal.username);
  }
}
