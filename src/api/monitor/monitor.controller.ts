import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ENGINE_SEARCHES, type ElementStatistics, type EngineRow, type EngineSearch } from '../../engine';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { type DefinitionView, MonitorService } from '../../monitor/monitor.service';
import { Problem } from '../../problems/problem';
import type { PlannedMapping } from '../../studio/migration-plan';
import { KeyPipe } from '../common/key.pipe';
import { EngineSearchDto, MigrateDto, ModifyDto, PlanQuery, RetryDto, SetVariablesDto } from './monitor.dto';

/** The engine as admins see it, through Camunda 8's API. */
@ApiTags('monitor')
@ApiBearerAuth()
@Controller('monitor')
export class MonitorController {
  constructor(private readonly monitor: MonitorService) {}

  /** Every version of every process with what runs on it. */
  @Get('definitions')
  @Needs('monitor.read')
  @ApiOperation({ summary: 'Process definitions with instance counts' })
  definitions(): Promise<DefinitionView[]> {
    return this.monitor.definitions();
  }

  /** Where the engine's own console is: Cockpit, or a cluster's Operate (HOTLINE_CONSOLE_URL); null for none. */
  @Get('console')
  @Needs('monitor.read')
  @ApiOperation({ summary: "Address of the engine's console" })
  console(): { console: string | null } {
    return { console: process.env.HOTLINE_CONSOLE_URL ?? null };
  }

  /** A diagram with the tokens at each element. */
  @Get('definitions/:key/diagram')
  @Needs('monitor.read')
  @ApiOperation({ summary: 'A diagram with its element statistics' })
  diagram(@Param('key', KeyPipe) key: string): Promise<{ xml: string; statistics: ElementStatistics[] }> {
    return this.monitor.diagram(key);
  }

  /** What maps where in a migration, and which cannot. */
  @Get('migration-plan')
  @Needs('process.migrate')
  @ApiOperation({ summary: 'Preview a migration' })
  plan(@Query() { source, target }: PlanQuery): Promise<PlannedMapping[]> {
    return this.monitor.plan(source, target);
  }

  /** A search of Camunda 8's API. */
  @Post('search/:kind')
  @HttpCode(200)
  @Needs('monitor.read')
  @ApiOperation({ summary: 'Search instances, elements, variables, jobs, incidents, tasks' })
  search(@Param('kind') kind: string, @Body() query: EngineSearchDto): Promise<{ items: EngineRow[]; total: number }> {
    if (!ENGINE_SEARCHES.includes(kind as EngineSearch)) throw new Problem('not-found');
    return this.monitor.search(kind as EngineSearch, query);
  }

  /** Ends an instance. */
  @Post('instances/:key/cancel')
  @HttpCode(204)
  @Needs('monitor.operate')
  @ApiOperation({ summary: 'Cancel an instance' })
  cancel(@Param('key', KeyPipe) key: string, @Me() principal: Principal): Promise<void> {
    return this.monitor.cancel(key, principal.username);
  }

  /** Moves an instance to another version. */
  @Post('instances/:key/migrate')
  @HttpCode(204)
  @Needs('process.migrate')
  @ApiOperation({ summary: 'Migrate an instance' })
  migrate(
    @Param('key', KeyPipe) key: string,
    @Body() { targetKey, mappings }: MigrateDto,
    @Me() principal: Principal,
  ): Promise<void> {
    return this.monitor.migrate(key, targetKey, mappings, principal.username);
  }

  /** Starts and ends elements of an instance. */
  @Post('instances/:key/modify')
  @HttpCode(204)
  @Needs('monitor.operate')
  @ApiOperation({ summary: 'Modify an instance' })
  modify(@Param('key', KeyPipe) key: string, @Body() body: ModifyDto, @Me() principal: Principal): Promise<void> {
    return this.monitor.modify(key, body, principal.username);
  }

  /** Corrects variables of an instance. */
  @Post('instances/:key/variables')
  @HttpCode(204)
  @Needs('monitor.operate')
  @ApiOperation({ summary: 'Set variables' })
  setVariables(
    @Param('key', KeyPipe) key: string,
    @Body() { scopeKey, variables }: SetVariablesDto,
    @Me() principal: Principal,
  ): Promise<void> {
    return this.monitor.setVariables(key, scopeKey, variables, principal.username);
  }

  /** Gives an incident's job new retries and lets the engine try again. */
  @Post('incidents/:key/retry')
  @HttpCode(204)
  @Needs('monitor.operate')
  @ApiOperation({ summary: 'Retry an incident' })
  retry(
    @Param('key', KeyPipe) key: string,
    @Body() { jobKey, retries }: RetryDto,
    @Me() principal: Principal,
  ): Promise<void> {
    return this.monitor.retry(key, jobKey, retries, principal.username);
  }
}
