import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ExtensionsService } from '../../assignments/extensions.service';
import { ReturnsService } from '../../assignments/returns.service';
import { CaseQueries } from '../../cases/case-queries';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { IdPipe } from '../common/id.pipe';
import { ExtensionDto, ReturnDto } from './assignments.dto';

/** What a unit asks for while it handles a case (D5 一(二), (四)). */
@ApiTags('assignments')
@ApiBearerAuth()
@Needs('assignment.request')
@Controller('assignments')
export class AssignmentsController {
  constructor(
    private readonly queries: CaseQueries,
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
