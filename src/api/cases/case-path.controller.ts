import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CaseQueries } from '../../cases/case-queries';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { CasePathService, type PathElement, type PathInstance } from '../../monitor/case-path.service';
import { IdPipe } from '../common/id.pipe';
import { KeyPipe } from '../common/key.pipe';

/** The way of a case through its diagrams. */
@ApiTags('cases')
@ApiBearerAuth()
@Needs('case.read')
@Controller('cases/:id/path')
export class CasePathController {
  constructor(
    private readonly queries: CaseQueries,
    private readonly paths: CasePathService,
  ) {}

  /** The processes that the case went through, the first started first. */
  @Get()
  @ApiOperation({ summary: 'Processes of a case' })
  async instances(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<PathInstance[]> {
    await this.queries.visible(principal, id);
    return this.paths.instances(id);
  }

  /** One of them: its diagram with every stay at an element. */
  @Get(':key')
  @ApiOperation({ summary: 'Path of a case through a process' })
  async path(
    @Param('id', IdPipe) id: string,
    @Param('key', KeyPipe) key: string,
    @Me() principal: Principal,
  ): Promise<{ xml: string; elements: PathElement[] }> {
    await this.queries.visible(principal, id);
    return this.paths.path(id, key);
  }
}
